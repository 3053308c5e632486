import { createHash, randomUUID } from 'node:crypto';
import { amountsOf, type SaysoEvent } from '@sayso/protocol';
import type {
  AcceptedEvent,
  PublishedPolicy,
  ReceiptRow,
  Site,
  SiteStore,
  Store,
} from '../../src/store/port.ts';
import { newKey } from '../../src/store/seal.ts';
import type { RootKeys } from '../../src/store/sqlite/root-keys.ts';
import type { SubjectState } from '../../src/subject.ts';

/** Where a store keeps its data, so that it can be opened again, or twice. */
export interface Place {
  open(now?: () => number): Promise<Store>;
  remove(): Promise<void>;
}

export const AT = '2026-11-20T10:00:00.000Z';

export const site = (id = 'demo'): Site => ({
  id,
  origins: ['https://shop.example'],
  allowNullOrigin: false,
  logOrigin: `log.example/${id}`,
  createdAt: AT,
});

/** A store with one site. */
export async function siteOf(store: Store, id = 'demo'): Promise<SiteStore> {
  await store.createSite(site(id));
  return found(await store.site(id));
}

/** The keys of a folder; `first` wraps the subjects' keys. */
export const rootKeys = (first = newKey()): RootKeys => ({
  'first-wrap': first,
  wrap: newKey(),
  'log-key': newKey(),
  seal: newKey(),
  'event-id': newKey(),
});

/** The hash of a subject, 43 characters. */
export const hashOf = (subject: string): string => createHash('sha256').update(subject).digest('base64url');

export const state = (over: Partial<SubjectState> = {}): SubjectState => ({
  choice: { purposes: { analytics: true }, policyVersion: 1, at: AT },
  region: 'DE',
  locale: 'de',
  minor: false,
  restricted: false,
  newestAt: AT,
  covers: { analytics: { at: AT, receivedAt: AT } },
  prev: null,
  ...over,
});

export const jws = (typ: string, payload: object = { n: randomUUID() }): string =>
  [{ alg: 'EdDSA', typ }, payload, 'signature']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

export const receipt = (subject: string | null, id: string = randomUUID()): ReceiptRow => ({
  id,
  subject,
  jws: jws('sayso-receipt+jwt', { id }),
  bodyHash: hashOf(id),
  effective: true,
  receivedAt: AT,
});

export const policy = (version: number, over: Partial<PublishedPolicy> = {}): PublishedPolicy => ({
  version,
  hash: createHash('sha256').update(String(version)).digest('hex'),
  given: { controller: { name: 'Demo' }, version },
  document: {
    controller: { name: 'Demo', contact: 'privacy@demo.example', privacyPolicyUrl: '/privacy' },
    purposes: [{ id: 'analytics', events: ['page_view'] }],
    regimes: { default: 'opt-in' },
    region: { trustPage: false },
    ask: { grantedDays: 180, refusedDays: 180 },
    signals: { gpc: true, dnt: false, gpcOverride: false },
    capture: { hold: false, sources: [] },
    api: { allowed: false },
    eventProps: {},
    retention: {
      receiptsYears: 5,
      refusalMonths: 24,
      accessLogDays: 90,
      auditYears: 7,
      aggregateYears: 2,
      backupDays: 7,
      graceDays: 30,
      keepReceiptsAfterErasure: false,
    },
    notice: { materialChangeDays: 30 },
    texts: {},
    promises: [],
  },
  materialSince: 1,
  publishedAt: AT,
  effectiveAt: AT,
  ...over,
});

export const event = (name = 'page_view', over: Partial<SaysoEvent> = {}): SaysoEvent => ({
  id: randomUUID(),
  name,
  at: AT,
  page: { url: 'https://shop.example/shoes' },
  props: { search_term: 'red shoes' },
  ...over,
});

export const accepted = (given: SaysoEvent = event(), over: Partial<AcceptedEvent> = {}): AcceptedEvent => ({
  event: given,
  amounts: amountsOf(given.name, {}),
  purpose: 'analytics',
  receivedAt: AT,
  region: 'DE',
  locale: 'de',
  device: 'phone',
  browser: 'firefox',
  ...over,
});

/** Writes a subject with these events. */
export const capture = (into: SiteStore, subject: string, events: AcceptedEvent[]): Promise<void> =>
  into.write(async (tx) => {
    await tx.putSubject(subject, state());
    await tx.addEvents(subject, events);
  });

export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('not found');
  return value;
}
