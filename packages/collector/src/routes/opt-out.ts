import { randomUUID } from 'node:crypto';
import {
  carryOver,
  decide,
  type Memory,
  optional,
  type ReceiptRequest,
  toTime,
  type Word,
} from '@sayso/protocol';
import { html } from 'hono/html';
import type { Deps } from '../deps.ts';
import { skipForm } from '../http/body.ts';
import type { ChoiceLimits } from '../http/choice-limits.ts';
import type { Request } from '../http/context.ts';
import { readCookie, sharesCookie, writeCookie } from '../http/cookie.ts';
import { occasionOf } from '../http/occasion.ts';
import { page } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { rulesOf } from '../rules-of.ts';
import type { PublishedPolicy } from '../store/port.ts';
import { policyOf } from './policy.ts';
import { record } from './receipts.ts';

/** A path of the store's, as an address: this page may be on another origin. */
const atStore = (c: Request, address: string): string =>
  new URL(address, c.get('site').site.origins[0] ?? c.get('facts').origin).href;

const NO_SIGNALS = { gpc: false, dnt: false, minor: false };

/** `GET /v1/{site}/opt-out`: a page with one button, for browsers without JavaScript too. It changes nothing. */
export const getOptOut = (deps: Deps) =>
  async function optOutPage(c: Request): Promise<Response> {
    const current = await policyOf(c, deps);
    // The form's origin has to come with it, to tell the store's own page from another's.
    c.header('referrer-policy', 'same-origin');
    const { controller } = current.document;
    return page(c, {
      title: `Opt out: ${controller.name}`,
      body: html`<h1>Do not sell or share my personal information</h1>
<p>With one click ${controller.name} stops using what this browser does here for ${names(current)}.
No name, no e-mail address and no account is needed, and nothing else of the store changes.</p>
<form method="post"><button>Opt out</button></form>
<p><a href="${atStore(c, controller.privacyPolicyUrl)}">Privacy policy</a></p>`,
    });
  };

/**
 * `POST /v1/{site}/opt-out`: records the opt-out. On the store's own origin it is that of the cookie's
 * subject; elsewhere this browser is not known here, and a refusal without a subject is recorded.
 */
export const postOptOut = (deps: Deps, limits: ChoiceLimits) =>
  async function optOut(c: Request): Promise<Response> {
    await skipForm(c);
    const current = await policyOf(c, deps);
    const purposes = optional(current.document.purposes);
    const memory = sharesCookie(c) ? readCookie(c, purposes) : null;
    const occasion = occasionOf(c, deps, {}, current);

    const policy = rulesOf(current);
    const { region } = occasion.place;
    const now = toTime(occasion.now);
    const choice = memory?.choice ?? null;
    const decision = decide({ policy, region, choice, signals: NO_SIGNALS, now });
    const told = carryOver(
      policy,
      choice,
      decision,
      Object.fromEntries(refused(current).map((id) => [id, false])),
    );
    const body: ReceiptRequest = {
      id: randomUUID(),
      ...(memory?.subject ? { subject: memory.subject } : {}),
      ...told,
      policyVersion: current.version,
      method: 'opt-out',
      at: now,
    };
    let said = body.subject ? body : withoutSubject(body);
    let issued = await record(c, said, occasion, limits);
    if ('refused' in issued && issued.refused.code === 'erased') {
      // The cookie outlived its subject: then this browser is one that we don't know.
      said = withoutSubject(body);
      issued = await record(c, said, occasion, limits);
    }
    if ('refused' in issued) throw new Problem(issued.refused.code, issued.refused.message);

    if (sharesCookie(c)) {
      const remembered = rememberedAfter(memory, said, decision.regime, issued.answer.allowed);
      writeCookie(c, remembered, policy.ask, occasion.now);
    }
    return c.req.header('accept')?.includes('text/html')
      ? page(c, { title: 'Opted out', body: whatWasDone(c, current) })
      : c.json(issued.answer, issued.status);
  };

/** The purposes that an opt-out ends: those a signal would, or all if the policy marks none. */
function refused({ document }: PublishedPolicy): string[] {
  const purposes = optional(document.purposes);
  const marked = purposes.filter((purpose) => purpose.gpc);
  return (marked.length ? marked : purposes).map(({ id }) => id);
}

const names = (policy: PublishedPolicy): string => {
  const { en } = policy.document.texts;
  return refused(policy)
    .map((id) => en?.purposes?.[id]?.name ?? id)
    .join(', ');
};

/** Without a subject nothing can be granted: a yes that is carried over is left unsaid. */
function withoutSubject({ subject: _, ...body }: ReceiptRequest): ReceiptRequest {
  const words = Object.entries(body.purposes).map(([id, word]): [string, Word] => [id, word && null]);
  return { ...body, purposes: Object.fromEntries(words) };
}

function rememberedAfter(
  before: Memory | null,
  { purposes, since = {}, policyVersion, at, subject }: ReceiptRequest,
  regime: NonNullable<Memory['choice']>['regime'] & string,
  allowed: Record<string, boolean>,
): Memory {
  const confirmed = (before?.choice?.confirmed ?? []).filter((id) => purposes[id] === true);
  const keeps = Object.entries(allowed).some(([id, yes]) => yes && Object.hasOwn(purposes, id));
  return {
    choice: { purposes, policyVersion, at, since, regime, confirmed },
    at,
    noticed: policyVersion,
    subject: keeps ? (subject ?? null) : null,
    pending: null,
    minor: before?.minor ?? false,
  };
}

/** What was done, plainly. */
function whatWasDone(c: Request, current: PublishedPolicy) {
  const { controller } = current.document;
  return sharesCookie(c)
    ? html`<h1>Done: you are opted out</h1>
<p>${controller.name} no longer uses what this browser does here for ${names(current)}. Your choice was recorded
and is kept in a cookie of this store; delete your cookies, and the store will have forgotten it.</p>`
    : html`<h1>Your refusal was recorded</h1>
<p>This page is not part of the store's own address, so it can't tell which browser is yours: nothing that is
already stored could be linked to you. To opt this browser out, open the store and choose “Your privacy choices”
there, or switch on Global Privacy Control in your browser, which ${controller.name} heeds on every visit.</p>`;
}
