import { PROBLEMS, REFUSALS } from '@sayso/protocol';
import { z } from 'zod';
import { DIMENSIONS } from '../admin/stats.ts';
import { ROLES } from '../keys/access-key.ts';

// The shapes of answers. A field that is not here makes a test fail, and so does one that is here and missing.

const time = z.string().meta({ format: 'date-time', description: 'RFC 3339, UTC' });
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const count = z.int().min(0);
const uuid = z.string().regex(/^[0-9a-f-]{36}$/i);
const hash = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({ description: 'base64url SHA-256' });
const jws = z
  .string()
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  .meta({ description: 'compact JWS' });
const words = z.record(z.string(), z.boolean().nullable());
const names = z.array(z.string());

export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(PROBLEMS) as [keyof typeof PROBLEMS]),
  errors: z
    .array(z.strictObject({ path: z.string(), message: z.string() }))
    .max(10)
    .optional(),
});

const event = z.strictObject({
  id: uuid,
  name: z.string(),
  at: z.string(),
  page: z.looseObject({ url: z.string() }).optional(),
  session: z.string().optional(),
  seq: count.optional(),
  props: z.record(z.string(), z.unknown()).optional(),
});
const rightsRequest = z.strictObject({
  id: uuid,
  kind: z.enum(['rectification', 'restriction', 'objection']),
  receivedAt: time,
  dueAt: time,
  note: z.string().nullable(),
});
const published = {
  version: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  publishedAt: time,
  effectiveAt: time,
  materialSince: z.int().min(1),
};
const holding = {
  subject: hash,
  receipts: z.array(z.strictObject({ id: uuid, jws, receivedAt: time })),
  events: z.array(event),
  requests: z.array(rightsRequest),
};
const key = {
  id: z.string().regex(/^[0-9a-f]{12}$/),
  role: z.enum(ROLES),
  site: z.string().nullable(),
  createdAt: time,
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
};
/** What the operator wrote, with what the collector says of it; for a page only what a page needs. */
const policy = z.looseObject({
  site: z.string(),
  version: published.version,
  materialSince: published.materialSince,
  coming: z.strictObject({ version: z.int().min(1), effectiveAt: time }).optional(),
});
const batch = {
  accepted: count,
  duplicate: count,
  refused: z.array(z.strictObject({ id: uuid.nullable(), reason: z.enum(REFUSALS) })),
};

export const answers = {
  status: z.strictObject({ status: z.enum(['ok', 'ready']) }),
  policy,
  policies: z.strictObject({ policies: z.array(policy.extend(published)) }),
  receipt: z.strictObject({
    id: uuid,
    receipt: jws,
    allowed: z.record(z.string(), z.boolean()),
    effective: z.boolean(),
  }),
  events: z.strictObject(batch),
  segment: z.strictObject({ success: z.literal(true), ...batch, skipped: count }),
  me: z.strictObject(holding),
  erased: z.strictObject({
    erased: z.literal(true),
    kept: z.array(
      z.strictObject({
        code: z.enum(['hash', 'log', 'receipts']),
        what: z.string(),
        why: z.string(),
        until: time.nullable(),
      }),
    ),
    backupsUntil: time,
  }),
  requested: rightsRequest.omit({ note: true }),
  gpc: z.strictObject({ gpc: z.boolean(), lastUpdate: day.optional() }),
  jwks: z.strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.string(),
        crv: z.string(),
        x: z.string(),
        kid: z.string(),
        alg: z.string(),
        use: z.string(),
      }),
    ),
  }),
  log: z.strictObject({ key: z.string(), checkpoint: z.string(), size: count, path: names.optional() }),
  proof: z.strictObject({ index: count, size: count, path: names, checkpoint: z.string() }),
  sites: z.strictObject({
    sites: z.array(
      z.strictObject({
        id: z.string(),
        origins: names,
        allowNullOrigin: z.boolean(),
        logOrigin: z.string(),
        createdAt: time,
        closedAt: time.optional(),
        policyVersion: z.int().nullable(),
      }),
    ),
  }),
  publication: z.strictObject({ ...published, reasons: names, replaces: z.int().nullable() }),
  stats: z.strictObject({
    site: z.string(),
    from: day,
    to: day,
    by: z.enum(DIMENSIONS),
    rows: z.array(
      z.strictObject({ key: z.string().nullable(), purpose: z.string(), name: z.string(), events: count }),
    ),
    suppressed: z.boolean(),
  }),
  refusals: z.strictObject({
    site: z.string(),
    from: day,
    to: day,
    rows: z.array(z.strictObject({ day, name: z.string(), reason: z.enum(REFUSALS), count })),
    suppressed: z.boolean(),
  }),
  requests: z.strictObject({ requests: z.array(rightsRequest.extend({ subject: hash })) }),
  subject: z.strictObject({
    ...holding,
    state: z.strictObject({
      choice: z.looseObject({ purposes: words, policyVersion: z.int(), at: z.string() }).nullable(),
      region: z.string().nullable(),
      locale: z.string().nullable(),
      minor: z.boolean(),
      restricted: z.boolean(),
    }),
  }),
  keys: z.strictObject({ keys: z.array(z.strictObject(key)) }),
  key: z.strictObject(key),
  newKey: z.strictObject({ key: z.string().regex(/^sayso_k_[\w-]{43}$/), ...key }),
  audit: z.strictObject({
    rows: z.array(
      z.strictObject({
        index: count,
        at: time,
        who: z.string(),
        what: z.string(),
        site: z.string().nullable(),
        about: z.string().nullable(),
        outcome: z.string(),
        prev: z.string(),
        hash,
      }),
    ),
    next: count.nullable(),
  }),
} as const;
