import { type BrowserPolicy, markSeparate, type PolicyDetails } from '@sayso/protocol';
import type { PublishedPolicy } from '../store/port.ts';
import { lawWords } from './law-words.ts';

/** A published version as anybody may read it: what the operator wrote, and what the collector says of it. */
export interface PublishedDocument extends Record<string, unknown> {
  site: string;
  version: number;
  /** Of the operator's part alone. */
  hash: string;
  publishedAt: string;
  effectiveAt: string;
  materialSince: number;
}

/** The answer of `GET /v1/{site}/policy`, contract section 2. */
export const publishedDocument = (site: string, policy: PublishedPolicy): PublishedDocument => ({
  ...policy.given,
  site,
  version: policy.version,
  hash: policy.hash,
  publishedAt: policy.publishedAt,
  effectiveAt: policy.effectiveAt,
  materialSince: policy.materialSince,
  ...(policy.ownRisk === undefined ? {} : { ownRisk: policy.ownRisk }),
});

/** What a page needs: field by field, so that a new field of the document stays here until it is named. */
export function browserPolicy(
  site: string,
  { version, materialSince, document }: PublishedPolicy,
): BrowserPolicy {
  const { purposes, regimes, ask, signals, controller, region, capture, texts, api } = document;
  return {
    site,
    version,
    materialSince,
    purposes: markSeparate(purposes),
    regimes,
    ask,
    signals,
    controller,
    region,
    capture,
    texts,
    ...(api.allowed ? { api } : {}),
    ...(document.reloadOnWithdraw ? { reloadOnWithdraw: true } : {}),
    ...(document.connections ? { connections: document.connections } : {}),
  };
}

/** The same with what only the second layer says. */
export const policyDetails = (site: string, policy: PublishedPolicy): PolicyDetails => ({
  ...browserPolicy(site, policy),
  publishedAt: policy.publishedAt,
  effectiveAt: policy.effectiveAt,
  law: lawWords(policy.document),
});
