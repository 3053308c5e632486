import { toDay, toMs } from '@sayso/protocol';
import { html } from 'hono/html';
import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { page } from '../http/page.ts';
import { comingPolicy } from '../policy/current.ts';
import type { Grants } from '../store/counts.ts';
import { witnessLine } from '../transparency/witness-line.ts';
import { policyOf } from './policy.ts';

/** `GET /p/{site}`: what anybody can check of a site, for people: its policy, its public log, and who vouches for that. */
export const getSitePage = ({ logs, now }: Deps) =>
  async function sitePage(c: Request): Promise<Response> {
    const { id, logOrigin } = c.get('site').site;
    const policy = await policyOf(c, { now });
    const coming = comingPolicy(await c.get('site').policies(), now());
    const { name, contact, privacyPolicyUrl } = policy.document.controller;
    const size = logs.head(id)?.size ?? 0;
    const grants = await c.get('site').grants();
    return page(c, {
      title: `${name}: what you can check`,
      body: html`<h1>${name}: what you can check</h1>
<p>Who visits the site chooses what may be captured there. What was asked, and each choice, is on record here.</p>
<h2>The policy</h2>
<p>Version ${policy.version} has been in effect since ${toDay(toMs(policy.effectiveAt))}.
${coming ? `Version ${coming.version} follows on ${toDay(toMs(coming.effectiveAt))}.` : ''}
<a href="/p/${id}/policies">All versions, and what each changed</a>
${isAddress(privacyPolicyUrl) ? html`· <a href="${privacyPolicyUrl}">${name}’s privacy policy</a>` : ''}</p>
${policy.ownRisk ? html`<p>It is looser than the law’s usual start, for this reason: ${policy.ownRisk}</p>` : ''}
<h2>Who chose</h2>
<p>${grantLine(grants)} ${
        policy.document.api.allowed
          ? html`The policy lets the site’s own code allow things, for this reason: ${policy.document.api.reason ?? ''}`
          : 'The policy does not let the site’s own code allow anything.'
      }</p>
<h2>The public log</h2>
<p>Each choice has a signed receipt, and each receipt and each version of the policy is an entry of the log
<code>${logOrigin}</code>: ${size} so far. It holds hashes only. Whoever has kept a checkpoint of it sees whether anything was
changed or taken away since.
<a href="/verify">Check a receipt</a> · <a href="/log/${id}/checkpoint">the newest checkpoint</a> ·
<a href="/log/${id}/key">the log’s key</a></p>
<p>${witnessLine(logs, id, logOrigin)}</p>
<h2>Who answers</h2>
<p>${name}, ${contact}</p>`,
    });
  };

/** How many of the choices that allow something the site's own code has made. */
const grantLine = ({ all, byCode }: Grants): string =>
  all === 0
    ? 'Nobody has allowed anything so far.'
    : `Choices that allow something: ${all}. Made by the site’s own code: ${byCode} (${percent(byCode / all)}); by a click of the visitor: ${all - byCode}.`;

/** Never 0 or 100 where it is not so. */
const percent = (share: number): string =>
  share > 0 && share < 0.01 ? 'under 1 %' : `${Math.floor(share * 100)} %`;

/** A path alone leads into the store, whose address the collector need not know. */
const isAddress = (url: string): boolean => /^https?:/.test(url);
