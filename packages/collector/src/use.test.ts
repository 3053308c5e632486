import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AT, accepted, capture, event, hashOf, jws, policy, siteOf, state } from '../test/store/samples.ts';
import { openStore } from './store/open.ts';
import type { PublishedPolicy, SiteStore, Store } from './store/port.ts';
import type { SubjectState } from './subject.ts';
import { eventsFor } from './use.ts';

let data: string;
let store: Store;
let demo: SiteStore;
const NOW = Date.parse(AT);

const publish = (version: number, over: Partial<PublishedPolicy> = {}): Promise<void> => {
  const published = policy(version, over);
  published.document.purposes = [
    { id: 'analytics', events: ['page_view'] },
    { id: 'marketing', events: ['identify'], gpc: true },
    { id: 'training', events: [] },
  ];
  return demo.write((tx) => tx.publish(published, jws('sayso-policy+jwt')));
};

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'sayso-use-'));
  store = (await openStore({ data, now: () => NOW })).store;
  demo = await siteOf(store);
  await publish(1);
});
afterEach(async () => {
  await store.close();
  rmSync(data, { recursive: true });
});

const usable = async (purpose: string, now = NOW): Promise<string[]> => {
  const names: string[] = [];
  for await (const { event } of eventsFor(demo, purpose, () => now)) names.push(event.name);
  return names;
};
const says = (purposes: Record<string, boolean>, over: Partial<SubjectState> = {}): Promise<void> =>
  demo.write((tx) =>
    tx.putSubject(hashOf('s'), state({ choice: { purposes, policyVersion: 1, at: AT }, ...over })),
  );

beforeEach(() =>
  capture(demo, hashOf('s'), [accepted(), accepted(event('identify'), { purpose: 'marketing' })]),
);

test('an event is used for what its subject allows now, whatever it was captured for', async () => {
  await says({ analytics: true, marketing: true, training: true });
  expect(await usable('training')).toEqual(['page_view', 'identify']);
  await says({ analytics: true, marketing: true, training: false });
  expect(await usable('training')).toEqual([]);
  expect(await usable('analytics')).toEqual(['page_view', 'identify']);
});

test('a word taken back is taken back for what was captured under it too', async () => {
  await says({ analytics: false, marketing: true, training: true });
  expect(await usable('training')).toEqual(['identify']);
  expect(await usable('analytics')).toEqual([]);
});

test.each<[string, Partial<SubjectState>]>([
  ['who is under restriction', { restricted: true }],
  ['who is a minor', { minor: true }],
  ['who has made no choice where one is asked', { choice: null }],
])('nothing of a subject %s is used', async (_who, over) => {
  await says({ analytics: true, marketing: true, training: true }, over);
  expect(await usable('analytics')).toEqual([]);
});

test('a yes that is too old, or from before a material change, allows no use', async () => {
  await says({ analytics: true, marketing: true, training: true });
  const days = 86_400_000;
  expect(await usable('analytics', NOW + 180 * days)).toHaveLength(2);
  expect(await usable('analytics', NOW + 181 * days)).toEqual([]);
  await publish(2, { materialSince: 2 });
  expect(await usable('analytics')).toEqual([]);
});

test('nothing is used for a purpose that the policy does not have', async () => {
  await says({ analytics: true, marketing: true, training: true });
  expect(await usable('profiling')).toEqual([]);
  expect(await usable('constructor')).toEqual([]);
});
