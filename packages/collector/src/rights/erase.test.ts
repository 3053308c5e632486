import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AT, hashOf, jws, policy, receipt, siteOf, state } from '../../test/store/samples.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import { eraseSubject } from './erase.ts';

const now = Date.parse(AT);
let data: string;
let store: Store;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'sayso-erase-'));
  store = (await openStore({ data, now: () => now })).store;
});
afterEach(async () => {
  await store.close();
  rmSync(data, { recursive: true });
});

test('what is kept of a person is kept no longer than they are told', async () => {
  const demo = await siteOf(store);
  const published = policy(1);
  Object.assign(published.document.retention, { keepReceiptsAfterErasure: true, backupDays: 100 });
  await demo.write(async (tx) => {
    await tx.publish(published, jws('sayso-policy+jwt'));
    await tx.putSubject(hashOf('s'), state());
    await tx.addReceipt(receipt(hashOf('s')));
  });
  const tools = { sign: async (typ: string) => jws(typ), iss: 'https://collector.example', now };
  const erased = await eraseSubject(demo, hashOf('s'), tools);
  expect(erased?.kept.map(({ code, until }) => [code, until])).toEqual([
    // As long as a backup may bring the person back.
    ['hash', '2027-02-28T10:00:00.000Z'],
    ['log', null],
    // Five years, with the day of the leap year.
    ['receipts', '2031-11-20T10:00:00.000Z'],
  ]);
  expect(erased?.backupsUntil).toBe('2027-02-28T10:00:00.000Z');
});
