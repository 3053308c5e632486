import {
  isSubject,
  isUuid,
  LIMITS,
  METHODS,
  optional,
  parseRegion,
  type ReceiptRequest,
  toMs,
  type Word,
} from '@sayso/protocol';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { readJson } from '../http/body.ts';
import type { ChoiceLimits } from '../http/choice-limits.ts';
import type { Request } from '../http/context.ts';
import { renewCookie } from '../http/cookie.ts';
import { slowDown } from '../http/limit.ts';
import { occasionOf } from '../http/occasion.ts';
import { requireOrigin } from '../http/origin.ts';
import { Problem } from '../http/problem.ts';
import { siteClosed } from '../http/site.ts';
import { chooserOf, type Issued, issueReceipt, type Occasion } from '../issue.ts';
import { asksToGrant, isRefusal } from '../receipt-rules.ts';
import { policyOf } from './policy.ts';

const PURPOSE = /^[a-z][a-z0-9-]{0,39}$/;
/** RFC 3339 has years of four digits, and a time with an offset may have another one in UTC. */
const YEAR_10000 = Date.UTC(10_000, 0);
const isTime = (time: unknown): boolean => {
  const ms = toMs(time);
  return ms >= 0 && ms < YEAR_10000;
};
const time = z.string().refine(isTime, 'expected an RFC 3339 time');

/** An object from purposes to values. One error for all of it: its keys could be anything, and errors repeat paths. */
const byPurpose = <T>(isValue: (value: unknown) => boolean, message: string) =>
  z
    .custom<Record<string, T>>(
      (given) =>
        typeof given === 'object' &&
        given !== null &&
        !Array.isArray(given) &&
        Object.keys(given).length <= LIMITS.purposes &&
        Object.entries(given).every(([id, value]) => PURPOSE.test(id) && isValue(value)),
      message,
    )
    .meta({ type: 'object', description: message });

/** What a browser sees of its signals. */
export const signals = z.object({
  gpc: z.boolean().optional(),
  dnt: z.boolean().optional(),
  minor: z.boolean().optional(),
});

export const subject = z.string().refine(isSubject, 'expected 16 bytes as base64url, 22 characters');

/** The body of a receipt request, contract section 2. */
export const receiptRequest = z.object({
  id: z
    .string()
    .refine(isUuid, 'expected a UUID')
    .transform((id) => id.toLowerCase()),
  subject: subject.optional(),
  purposes: byPurpose<Word>(
    (word) => word === null || typeof word === 'boolean',
    'expected true, false or null by purpose',
  ),
  since: byPurpose<string>(isTime, 'expected RFC 3339 times by purpose').optional(),
  policyVersion: z.int().min(0),
  method: z.enum(METHODS),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/)
    .optional()
    .catch(undefined),
  region: z.unknown().transform(parseRegion).optional(),
  at: time,
  signals: signals.optional(),
  gpc: z.boolean().optional(),
  confirmed: z.array(z.string().regex(PURPOSE, 'expected purpose ids')).max(LIMITS.purposes).optional(),
  ui: z
    .object({
      name: z.string().regex(/^[\w@./ -]{1,40}$/),
      build: z.string().regex(/^[\w.-]{1,40}$/),
      layer: z.int().min(0).max(9),
      custom: z.boolean(),
    })
    .optional(),
  textHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'expected a hex SHA-256')
    .optional(),
});

/** `POST /v1/{site}/receipts`: records a choice and answers with its signed receipt. */
export const postReceipt = (deps: Deps, limits: ChoiceLimits) =>
  async function receipts(c: Request): Promise<Response> {
    const { gpc, ...told } = await readJson(c, receiptRequest);
    const body = withoutUndefined({ ...told, signals: { ...told.signals, ...(gpc ? { gpc } : {}) } });
    if (!isRefusal(body)) requireOrigin(c, asksToGrant(body));

    const current = await policyOf(c, deps);
    const issued = await record(c, body, occasionOf(c, deps, body, current), limits);
    if ('refused' in issued) {
      const { code, path, message } = issued.refused;
      throw new Problem(code, message, path ? { errors: [{ path, message }] } : {});
    }
    const { purposes, ask } = current.document;
    renewCookie(c, body, optional(purposes), ask, deps.now());
    return c.json(issued.answer, issued.status);
  };

/** Records a choice, unless its address sends too many or the site is closed; but a visitor whom we know is never kept from saying no. */
export async function record(
  c: Request,
  body: ReceiptRequest,
  occasion: Occasion,
  limits: ChoiceLimits,
): Promise<Issued> {
  const { now } = occasion;
  const wait = limits.choice(c, now);
  const { subject } = body;
  const site = c.get('site');
  const against = site.site.closedAt !== undefined ? siteClosed() : wait ? slowDown(wait) : null;
  const mayBeKnown = subject !== undefined && isRefusal(body);
  if (against && !mayBeKnown) throw against;
  return site.write(async (tx) => {
    const chooser = await chooserOf(tx, subject);
    const known = subject === undefined || chooser.state !== null;
    if (against && !(mayBeKnown && known)) throw against;
    const later = known ? null : limits.newSubject(c, now);
    if (later) throw slowDown(later);
    return issueReceipt(tx, body, chooser, occasion);
  });
}

/** Optional fields that were left out are absent, so that equal bodies have equal hashes. */
function withoutUndefined(body: z.infer<typeof receiptRequest>): ReceiptRequest {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined),
  ) as unknown as ReceiptRequest;
}
