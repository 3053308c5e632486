import type { PolicyDocument, Refusal } from '@sayso/protocol';
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '../keys/access-key.ts';
import type { SubjectState } from '../subject.ts';
import type { RightsRequest } from './port.ts';

// The tables of migrations/sqlite as Drizzle sees them; a test compares the two.

export const sites = sqliteTable('sites', {
  id: text('id').primaryKey(),
  origins: text('origins', { mode: 'json' }).$type<string[]>().notNull(),
  allowNullOrigin: integer('allow_null_origin', { mode: 'boolean' }).notNull(),
  logOrigin: text('log_origin').notNull(),
  createdAt: text('created_at').notNull(),
  closedAt: text('closed_at'),
});

export const goneSites = sqliteTable('gone_sites', {
  id: text('id').primaryKey(),
  logOrigin: text('log_origin').notNull(),
  at: text('at').notNull(),
});

export const policies = sqliteTable(
  'policies',
  {
    site: text('site').notNull(),
    version: integer('version').notNull(),
    hash: text('hash').notNull(),
    given: text('given', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    document: text('document', { mode: 'json' }).$type<PolicyDocument>().notNull(),
    materialSince: integer('material_since').notNull(),
    publishedAt: text('published_at').notNull(),
    effectiveAt: text('effective_at').notNull(),
    ownRisk: text('own_risk'),
  },
  (t) => [primaryKey({ columns: [t.site, t.version] })],
);

export const subjects = sqliteTable(
  'subjects',
  {
    site: text('site').notNull(),
    hash: text('hash').notNull(),
    state: text('state', { mode: 'json' }).$type<SubjectState>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.hash] })],
);

export const leaves = sqliteTable(
  'leaves',
  {
    site: text('site').notNull(),
    idx: integer('idx').notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.idx] })],
);

export const receipts = sqliteTable('receipts', {
  site: text('site').notNull(),
  id: text('id').notNull(),
  leaf: integer('leaf').notNull(),
  sub: text('sub'),
  jws: text('jws').notNull(),
  bodyHash: text('body_hash').notNull(),
  effective: integer('effective', { mode: 'boolean' }).notNull(),
  receivedAt: text('received_at').notNull(),
});

export const statements = sqliteTable(
  'statements',
  {
    site: text('site').notNull(),
    leaf: integer('leaf').notNull(),
    typ: text('typ').notNull(),
    jws: text('jws').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.leaf] })],
);

export const refusals = sqliteTable(
  'refusals',
  {
    site: text('site').notNull(),
    day: text('day').notNull(),
    name: text('name').notNull(),
    reason: text('reason').$type<Refusal>().notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.day, t.name, t.reason] })],
);

export const pixels = sqliteTable(
  'pixels',
  {
    site: text('site').notNull(),
    day: text('day').notNull(),
    name: text('name').notNull(),
    region: text('region').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.day, t.name, t.region] })],
);

export const totals = sqliteTable('totals', {
  site: text('site').primaryKey(),
  receipts: integer('receipts').notNull(),
  accepted: integer('accepted').notNull(),
  grants: integer('grants').notNull(),
  grantsByCode: integer('grants_by_code').notNull(),
});

export const requests = sqliteTable(
  'requests',
  {
    site: text('site').notNull(),
    id: text('id').notNull(),
    sub: text('sub').notNull(),
    kind: text('kind').$type<RightsRequest['kind']>().notNull(),
    receivedAt: text('received_at').notNull(),
    dueAt: text('due_at').notNull(),
    note: blob('note', { mode: 'buffer' }),
  },
  (t) => [primaryKey({ columns: [t.site, t.id] })],
);

export const erasures = sqliteTable(
  'erasures',
  {
    site: text('site').notNull(),
    sub: text('sub').notNull(),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.sub] })],
);

export const accessKeys = sqliteTable('access_keys', {
  id: text('id').primaryKey(),
  role: text('role').$type<Role>().notNull(),
  site: text('site'),
  hash: text('hash').notNull(),
  sealed: blob('sealed', { mode: 'buffer' }),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at'),
  revokedAt: text('revoked_at'),
});
