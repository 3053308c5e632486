import { randomUUID } from 'node:crypto';
import { DAY, toTime } from '@sayso/protocol';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { bearer } from '../http/bearer.ts';
import { readJson } from '../http/body.ts';
import type { Request } from '../http/context.ts';
import { occasionOf } from '../http/occasion.ts';
import { requireOrigin } from '../http/origin.ts';
import { Problem } from '../http/problem.ts';
import { heedSignal } from '../issue.ts';
import { currentPolicy } from '../policy/current.ts';
import { eraseSubject } from '../rights/erase.ts';
import type { SiteTx } from '../store/port.ts';
import type { SubjectState } from '../subject.ts';

/** Art. 12(3) GDPR: one month. */
const DUE_DAYS = 30;

const unknown = (): Problem => new Problem('unknown-subject', 'nothing is held for this subject');

async function stateOf(tx: SiteTx, hash: string): Promise<SubjectState> {
  const state = (await tx.erasedAt(hash)) ? null : await tx.subject(hash);
  if (!state) throw unknown();
  return state;
}

/** The state, once a signal that this request shows is recorded. */
async function heededState(tx: SiteTx, hash: string, c: Request, deps: Deps): Promise<SubjectState> {
  const state = await stateOf(tx, hash);
  const current = currentPolicy(await tx.policies(), deps.now());
  return current ? heedSignal(tx, hash, state, current, occasionOf(c, deps, {}, current)) : state;
}

/** `GET /v1/{site}/me`: all that is held of the subject. */
export const getMe = (deps: Deps) =>
  async function me(c: Request): Promise<Response> {
    requireOrigin(c, false);
    const hash = bearer(c);
    const held = await c.get('site').write(async (tx) => {
      await heededState(tx, hash, c, deps);
      return tx.holding(hash);
    });
    return c.json({ subject: hash, ...held });
  };

/** `DELETE /v1/{site}/me`: ends it all; the same answer again for 90 days. */
export const deleteMe = ({ sign, now }: Deps) =>
  async function eraseMe(c: Request): Promise<Response> {
    requireOrigin(c, false);
    const { origin: iss } = c.get('facts');
    const erased = await eraseSubject(c.get('site'), bearer(c), { sign, iss, now: now() });
    if (!erased) throw unknown();
    return c.json(erased);
  };

export const rightsRequest = z.object({
  kind: z.enum(['rectification', 'restriction', 'objection']),
  note: z
    .string()
    .max(500)
    .refine((text) => !/[\ud800-\udfff]/u.test(text), 'expected well-formed text')
    .optional(),
});

/** `POST /v1/{site}/me/requests`: a right that takes a person's work. Restriction and objection hold at once. */
export const postRequest = (deps: Deps) =>
  async function requests(c: Request): Promise<Response> {
    requireOrigin(c, false);
    const hash = bearer(c);
    const { kind, note } = await readJson(c, rightsRequest);
    const now = deps.now();
    const request = {
      id: randomUUID(),
      kind,
      receivedAt: toTime(now),
      dueAt: toTime(now + DUE_DAYS * DAY),
      note: note ?? null,
    };
    await c.get('site').write(async (tx) => {
      const state = await heededState(tx, hash, c, deps);
      await tx.addRequest(hash, request);
      if (kind !== 'rectification') await tx.putSubject(hash, { ...state, restricted: true });
    });
    const { id, receivedAt, dueAt } = request;
    return c.json({ id, kind, receivedAt, dueAt }, 201);
  };
