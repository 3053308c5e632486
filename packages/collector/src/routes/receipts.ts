import { isSubject, isUuid, LIMITS, METHODS, optional, type ReceiptRequest, toMs } from '@sayso/protocol';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { sha256 } from '../hash.ts';
import { readJson } from '../http/body.ts';
import type { Request } from '../http/context.ts';
import { renewCookie } from '../http/cookie.ts';
import { slowDown } from '../http/limit.ts';
import { occasionOf } from '../http/occasion.ts';
import { requireOrigin } from '../http/origin.ts';
import { Problem } from '../http/problem.ts';
import type { Take } from '../http/rate.ts';
import { issueReceipt } from '../issue.ts';
import { currentPolicy } from '../policy/current.ts';
import { isRefusal } from '../receipt-rules.ts';

const purpose = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected purpose ids');
const time = z.string().refine((text) => toMs(text) >= 0, 'expected an RFC 3339 time');
const atMost = (record: object): boolean => Object.keys(record).length <= LIMITS.purposes;

/** What a browser sees of its signals. */
export const signals = z.object({
  gpc: z.boolean().optional(),
  dnt: z.boolean().optional(),
  minor: z.boolean().optional(),
});

export const subject = z.string().refine(isSubject, 'expected 16 bytes as base64url, 22 characters');

/** The body of a receipt request, contract section 2. */
export const receiptRequest = z.object({
  id: z.string().refine(isUuid, 'expected a UUID'),
  subject: subject.optional(),
  purposes: z.record(purpose, z.boolean().nullable()).refine(atMost, `expected at most ${LIMITS.purposes}`),
  since: z.record(purpose, time).refine(atMost, `expected at most ${LIMITS.purposes}`).optional(),
  policyVersion: z.int().min(0),
  method: z.enum(METHODS),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/)
    .optional()
    .catch(undefined),
  region: z.string().max(10).nullable().optional().catch(null),
  at: time,
  signals: signals.optional(),
  gpc: z.boolean().optional(),
  confirmed: z.array(purpose).max(LIMITS.purposes).optional(),
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
export const postReceipt = (deps: Deps, take: Take) =>
  async function receipts(c: Request): Promise<Response> {
    const { gpc, ...told } = await readJson(c, receiptRequest);
    const body = withoutUndefined({ ...told, signals: { ...(gpc ? { gpc } : {}), ...told.signals } });
    const refusal = isRefusal(body);
    if (!refusal) requireOrigin(c, Object.values(body.purposes).includes(true));

    const site = c.get('site');
    const current = currentPolicy(await site.policies(), deps.now());
    if (!current) throw new Problem('no-policy', 'publish a policy for this site first');
    const occasion = occasionOf(c, deps, body, current);
    const wait = take(c.get('facts').address, occasion.now);
    const issued = await site.write(async (tx) => {
      // A visitor whom we know is never kept from saying no.
      const known = refusal && body.subject && (await tx.subject(sha256(body.subject)));
      if (wait && !known) throw slowDown(wait);
      return issueReceipt(tx, body, occasion);
    });
    if ('refused' in issued) {
      const { code, path, message } = issued.refused;
      throw new Problem(code, message, path ? { errors: [{ path, message }] } : {});
    }
    renewCookie(c, body, optional(current.document.purposes), current.document.ask);
    return c.json(issued.answer, issued.status);
  };

/** Optional fields that were left out are absent, so that equal bodies have equal hashes. */
function withoutUndefined(body: z.infer<typeof receiptRequest>): ReceiptRequest {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined),
  ) as unknown as ReceiptRequest;
}
