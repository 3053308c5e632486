import { auditQuery } from '../routes/admin/audit.ts';
import { eventsQuery } from '../routes/admin/events.ts';
import { keyRequest } from '../routes/admin/keys.ts';
import { publishQuery } from '../routes/admin/policies.ts';
import { refusalsQuery, statsQuery } from '../routes/admin/stats.ts';
import { BODY, type Operation } from './operation.ts';
import { answers } from './shapes.ts';

const OF_KEY = ['no-key', 'role-too-small', 'unknown-site'] as const;

/** What a key opens (docs/admin.md). */
export const OPERATOR_SIDE: readonly Operation[] = [
  {
    call: 'get /admin/v1/sites',
    says: 'The sites.',
    bearer: 'key',
    answers: { 200: answers.sites },
    problems: OF_KEY,
  },
  {
    call: 'get /admin/v1/keys',
    says: 'The keys.',
    bearer: 'key',
    answers: { 200: answers.keys },
    problems: OF_KEY,
  },
  {
    call: 'post /admin/v1/keys',
    says: 'Makes a key.',
    bearer: 'key',
    body: keyRequest,
    answers: { 201: answers.newKey },
    problems: [...BODY, ...OF_KEY],
  },
  {
    call: 'delete /admin/v1/keys/{id}',
    says: 'Ends a key.',
    bearer: 'key',
    answers: { 200: answers.key },
    problems: [...OF_KEY, 'not-found'],
  },
  {
    call: 'get /admin/v1/audit',
    says: 'The audit trail.',
    bearer: 'key',
    query: auditQuery,
    answers: { 200: answers.audit },
    problems: [...OF_KEY, 'invalid'],
  },
  {
    call: 'get /admin/v1/{site}/policies',
    says: 'Every version.',
    bearer: 'key',
    answers: { 200: answers.policies },
    problems: OF_KEY,
  },
  {
    call: 'post /admin/v1/{site}/policies',
    says: 'Publishes the body.',
    bearer: 'key',
    query: publishQuery,
    answers: { 201: answers.publication },
    problems: [...BODY, ...OF_KEY, 'looser-than-law'],
  },
  {
    call: 'get /admin/v1/{site}/stats',
    says: 'Counts of events.',
    bearer: 'key',
    query: statsQuery,
    answers: { 200: answers.stats },
    problems: [...OF_KEY, 'invalid'],
  },
  {
    call: 'get /admin/v1/{site}/refusals',
    says: 'Counts of what was not stored.',
    bearer: 'key',
    query: refusalsQuery,
    answers: { 200: answers.refusals },
    problems: [...OF_KEY, 'invalid'],
  },
  {
    call: 'get /admin/v1/{site}/requests',
    says: 'What people asked for.',
    bearer: 'key',
    answers: { 200: answers.requests },
    problems: OF_KEY,
  },
  {
    call: 'get /admin/v1/{site}/subjects/{hash}',
    says: 'All that is held of a person.',
    bearer: 'key',
    answers: { 200: answers.subject },
    problems: [...OF_KEY, 'unknown-subject'],
  },
  {
    call: 'delete /admin/v1/{site}/subjects/{hash}',
    says: 'Erases it.',
    bearer: 'key',
    answers: { 200: answers.erased },
    problems: [...OF_KEY, 'unknown-subject'],
  },
  {
    call: 'get /admin/v1/{site}/audiences/{file}',
    says: 'Hashed addresses of those who may be used for marketing now: `meta.csv` or `google.csv`.',
    bearer: 'key',
    answers: { 200: 'text/csv' },
    problems: [...OF_KEY, 'invalid', 'no-policy', 'not-found'],
  },
  {
    call: 'get /admin/v1/{site}/events.ndjson',
    says: 'Events for a use, one a line.',
    bearer: 'key',
    query: eventsQuery,
    answers: { 200: 'application/x-ndjson' },
    problems: [...OF_KEY, 'invalid', 'no-policy'],
  },
];
