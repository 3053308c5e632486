import { z } from 'zod';
import { eventsRequest } from '../routes/events.ts';
import { leafQuery } from '../routes/log.ts';
import { rightsRequest } from '../routes/me.ts';
import { receiptRequest } from '../routes/receipts.ts';
import { segmentBatch } from '../routes/segment.ts';
import { BODY, type Operation } from './operation.ts';
import { OPERATOR_SIDE } from './operator-side.ts';
import { answers } from './shapes.ts';

const OF_SITE = ['unknown-site', 'site-closed'] as const;
const OF_ORIGIN = [...OF_SITE, 'origin-not-allowed'] as const;
const OF_PERSON = [...OF_ORIGIN, 'no-key', 'unknown-subject'] as const;

/** A page asks for less than an operator wrote. */
const policyQuery = z.object({ for: z.enum(['browser']).optional() });

/** Every call but the log's own files, whose forms are C2SP's. */
export const OPERATIONS: readonly Operation[] = [
  { call: 'get /', says: 'A start page.', answers: { 200: 'text/html' } },
  { call: 'get /healthz', says: 'Alive.', answers: { 200: answers.status } },
  { call: 'get /readyz', says: 'Whether something can be stored.', answers: { 200: answers.status } },
  {
    call: 'get /metrics',
    says: 'Prometheus text.',
    bearer: 'key',
    answers: { 200: 'text/plain' },
    problems: ['no-key'],
  },
  { call: 'get /openapi.json', says: 'This document.', answers: { 200: 'application/json' } },
  {
    call: 'get /.well-known/gpc.json',
    says: 'Whether Global Privacy Control is heeded.',
    answers: { 200: answers.gpc },
  },
  {
    call: 'get /.well-known/jwks.json',
    says: 'The public keys of receipts.',
    answers: { 200: answers.jwks },
  },
  {
    call: 'get /s/{file}',
    says: 'The script of a site.',
    answers: { 200: 'text/javascript', 304: '' },
    problems: OF_SITE,
  },
  {
    call: 'get /assets/{build}/{file}',
    says: 'What the script loads later.',
    answers: { 200: 'text/javascript', 304: '' },
    problems: ['not-found'],
  },
  {
    call: 'get /v1/{site}/policy',
    says: 'The policy in effect.',
    query: policyQuery,
    answers: { 200: answers.policy },
    problems: [...OF_SITE, 'no-policy'],
  },
  {
    call: 'get /v1/{site}/policies',
    says: 'Every version.',
    answers: { 200: answers.policies },
    problems: [...OF_SITE, 'no-policy'],
  },
  {
    call: 'get /v1/{site}/policies/{version}',
    says: 'One version, for ever.',
    query: policyQuery,
    answers: { 200: answers.policy },
    problems: [...OF_SITE, 'no-policy'],
  },
  {
    call: 'post /v1/{site}/receipts',
    says: 'Records a choice.',
    body: receiptRequest,
    answers: { 200: answers.receipt, 201: answers.receipt },
    problems: [
      ...BODY,
      ...OF_ORIGIN,
      'no-policy',
      'id-reused',
      'policy-outdated',
      'erased',
      'confirm',
      'api-not-allowed',
    ],
  },
  {
    call: 'post /v1/{site}/events',
    says: 'Stores the events that the subject’s choice covers.',
    body: eventsRequest,
    answers: { 200: answers.events },
    problems: [...BODY, ...OF_ORIGIN, 'no-policy'],
  },
  {
    call: 'post /v1/{site}/segment/batch',
    says: 'The same for Segment’s form.',
    body: segmentBatch,
    answers: { 200: answers.segment },
    problems: [...BODY, ...OF_ORIGIN, 'no-policy'],
  },
  {
    call: 'get /v1/{site}/pixel.gif',
    says: 'A transparent dot; where it may, an event of this name is counted, of nobody.',
    query: z.object({ name: z.string().optional() }),
    answers: { 200: 'image/gif' },
  },
  {
    call: 'get /v1/{site}/opt-out',
    says: 'A page with one button.',
    answers: { 200: 'text/html' },
    problems: [...OF_SITE, 'no-policy'],
  },
  {
    call: 'post /v1/{site}/opt-out',
    says: 'Records an opt-out.',
    answers: { 200: 'text/html', 201: answers.receipt },
    problems: [...BODY, ...OF_ORIGIN, 'no-policy', 'confirm', 'erased'],
  },
  {
    call: 'get /v1/{site}/me',
    says: 'All that is held.',
    bearer: 'subject',
    answers: { 200: answers.me },
    problems: OF_PERSON,
  },
  {
    call: 'delete /v1/{site}/me',
    says: 'Erases it.',
    bearer: 'subject',
    answers: { 200: answers.erased },
    problems: OF_PERSON,
  },
  {
    call: 'post /v1/{site}/me/requests',
    says: 'Another right.',
    bearer: 'subject',
    body: rightsRequest,
    answers: { 201: answers.requested },
    problems: [...BODY, ...OF_PERSON],
  },
  {
    call: 'get /v1/{site}/log',
    says: 'Key and checkpoint of the public log; with `from`, the proof that it grew out of its first entries.',
    query: z.object({
      from: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
    }),
    answers: { 200: answers.log },
    problems: ['unknown-site', 'not-integrated'],
  },
  {
    call: 'get /v1/{site}/proof',
    says: 'That a leaf is in the public log.',
    query: leafQuery,
    answers: { 200: answers.proof },
    problems: ['unknown-site', 'not-integrated', 'invalid'],
  },
  {
    call: 'get /v1/{site}/receipts/{id}/proof',
    says: 'That a receipt is in the public log.',
    answers: { 200: answers.proof },
    problems: ['unknown-site', 'not-found', 'not-integrated'],
  },
  {
    call: 'get /v1/{site}/policies.atom',
    says: 'The versions as a feed (RFC 4287).',
    answers: { 200: 'application/atom+xml' },
    problems: [...OF_SITE, 'no-policy'],
  },
  {
    call: 'get /p/{site}',
    says: 'What anybody can check of a site, as a page: policy, log, witnesses.',
    answers: { 200: 'text/html' },
    problems: [...OF_SITE, 'no-policy'],
  },
  {
    call: 'get /p/{site}/policies',
    says: 'The versions as a page, with what each changed.',
    answers: { 200: 'text/html' },
    problems: [...OF_SITE, 'no-policy'],
  },
  { call: 'get /verify', says: 'A page on which anybody checks a receipt.', answers: { 200: 'text/html' } },
  ...OPERATOR_SIDE,
];
