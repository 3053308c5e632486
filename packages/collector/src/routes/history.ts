import { toDay, toMs } from '@sayso/protocol';
import { html } from 'hono/html';
import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { page } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { currentPolicy } from '../policy/current.ts';
import { differenceLine } from '../policy/difference-line.ts';
import { differences } from '../policy/material.ts';
import type { PublishedPolicy } from '../store/port.ts';
import { witnessLine } from '../transparency/witness-line.ts';

/** A version, and in words what it changed in the one before. */
interface Step {
  policy: PublishedPolicy;
  changes: string[];
}

/** The newest first. */
async function stepsOf(c: Request): Promise<Step[]> {
  const all = await c.get('site').policies();
  if (all.length === 0) throw new Problem('no-policy', 'the site has no such policy');
  return all
    .map((policy, n) => {
      const before = all[n - 1]?.document;
      return { policy, changes: before ? differences(before, policy.document).map(differenceLine) : [] };
    })
    .reverse();
}

const isMaterial = ({ policy }: Step): boolean => policy.materialSince === policy.version;

/** `GET /v1/{site}/policies.atom`: what was published, for whoever wants to hear of it before it is in effect (RFC 4287). */
export async function getFeed(c: Request): Promise<Response> {
  const { id, logOrigin } = c.get('site').site;
  const { origin } = c.get('facts');
  const steps = await stepsOf(c);
  const feed = `${origin}/v1/${id}/policies.atom`;
  const xml = await html`<feed xmlns="http://www.w3.org/2005/Atom">
<id>${urn(logOrigin)}</id>
<title>Privacy policy of ${steps[0]?.policy.document.controller.name ?? id}</title>
<updated>${steps[0]?.policy.publishedAt}</updated>
<link rel="self" type="application/atom+xml" href="${feed}"/>
<link rel="alternate" type="text/html" href="${origin}/p/${id}/policies"/>
${steps.map(
  ({ policy, changes }) => html`<entry>
<id>${urn(logOrigin, policy.version)}</id>
<title>Version ${policy.version}, in effect from ${toDay(toMs(policy.effectiveAt))}</title>
<author><name>${policy.document.controller.name}</name></author>
<published>${policy.publishedAt}</published>
<updated>${policy.publishedAt}</updated>
<link rel="alternate" type="application/json" href="${origin}/v1/${id}/policies/${policy.version}"/>
<content type="text">${changes.join('\n') || (policy.version > 1 ? 'Nothing that visitors would notice.' : 'The first version.')}</content>
</entry>
`,
)}</feed>
`;
  return c.body(`<?xml version="1.0" encoding="utf-8"?>\n${xml}`, 200, {
    'content-type': 'application/atom+xml; charset=utf-8',
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
  });
}

/** `GET /p/{site}/policies`: every version with its days and what it changed, for people; and who vouches for the log. */
export const getHistory = ({ logs, now }: Deps) =>
  async function history(c: Request): Promise<Response> {
    const { id, logOrigin } = c.get('site').site;
    const steps = await stepsOf(c);
    const current = currentPolicy(await c.get('site').policies(), now())?.version;
    const { name } = (steps[0] as Step).policy.document.controller;
    return page(c, {
      title: `Privacy policy of ${name}: its versions`,
      body: html`<h1>Privacy policy of ${name}: its versions</h1>
<p>Each is an entry of the public log <code>${logOrigin}</code>, so that none can be changed or taken away unnoticed. As a
feed: <a href="/v1/${id}/policies.atom">policies.atom</a>.</p>
<p>${witnessLine(logs, id, logOrigin)}</p>
${steps.map(
  (
    step,
  ) => html`<h2>Version ${step.policy.version}${step.policy.version === current ? ', in effect' : ''}</h2>
<p>Published ${toDay(toMs(step.policy.publishedAt))}, in effect from ${toDay(toMs(step.policy.effectiveAt))}.
${isMaterial(step) && step.policy.version > 1 ? 'Visitors are asked again.' : ''}
${step.policy.ownRisk ? `Looser than the law’s usual start, for this reason: ${step.policy.ownRisk}` : ''}</p>
<p><a href="/v1/${id}/policies/${step.policy.version}">Its text</a>, SHA-256 <code>${step.policy.hash.slice(0, 16)}…</code></p>
${step.changes.length ? html`<ul>${step.changes.map((change) => html`<li>${change}</li>`)}</ul>` : ''}
`,
)}`,
    });
  };

const urn = (logOrigin: string, version?: number): string =>
  `urn:sayso:${logOrigin}:policies${version === undefined ? '' : `:${version}`}`;
