import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AT, accepted, capture, event, found, hashOf, receipt, siteOf } from '../../../test/store/samples.ts';
import { openStore } from '../open.ts';
import type { SiteStore, Store } from '../port.ts';

let data: string;
let now: number;
let store: Store;
let demo: SiteStore;
const subject = hashOf('s');
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'sayso-guards-'));
  now = Date.parse(AT);
  store = (await openStore({ data, now: () => now })).store;
  demo = await siteOf(store);
  await demo.write((tx) => tx.addReceipt(receipt(subject)));
  await capture(demo, subject, [accepted(event())]);
});
afterEach(async () => {
  await store.close();
  rmSync(data, { recursive: true });
});

const write = () => demo.write((tx) => tx.addReceipt(receipt(null)));
const BUSY = { name: 'StoreUnavailable' };

test('a clock that jumps back: nothing is stored, what is stored is read, and readiness says why, over a restart too', async () => {
  for (const restart of [false, true]) {
    now = Date.parse(AT) - 3_600_000;
    if (restart) {
      await store.close();
      store = (await openStore({ data, now: () => now })).store;
      demo = found(await store.site('demo'));
    }
    await expect(write()).rejects.toMatchObject(BUSY);
    // Readiness is not asked of the disk more than once a second.
    await expect
      .poll(() => store.ready().catch((e: Error) => e.message), { timeout: 3_000 })
      .toMatch(/clock is 3600 s behind/);
    expect((await demo.holding(subject)).events).toHaveLength(1);
    now = Date.parse(AT) + 1;
    await expect(write()).resolves.toBeGreaterThan(0);
  }
});

test('a clock that is put right by less than a minute stops nobody', async () => {
  now = Date.parse(AT) - 59_000;
  await expect(write()).resolves.toBeGreaterThan(0);
});

test('a damaged page: whoever needs it is told, nothing more is stored, the rest is read, and readiness says why', async () => {
  for (let i = 0; i < 50; i++) await capture(demo, subject, [accepted(event(`e${i}`))]);
  await store.close();
  const path = join(data, 'sayso.db');
  const bytes = readFileSync(path);
  // Every page that holds blocks, but none of the others.
  const marks = [...bytes.toString('latin1').matchAll(/analytics2026-11-20/g)].map(
    ({ index }) => index >> 12,
  );
  const { size } = new Set(marks);
  expect(size).toBeGreaterThan(5);
  for (const page of new Set(marks)) if (page > 0) bytes.fill(0x5a, page * 4096, page * 4096 + 4096);
  writeFileSync(path, bytes);

  store = (await openStore({ data, now: () => now })).store;
  demo = found(await store.site('demo'));
  await expect(demo.holding(subject)).rejects.toMatchObject({ ...BUSY, message: /damaged/ });
  await expect(write()).rejects.toMatchObject(BUSY);
  await expect(store.ready()).rejects.toThrow(/damaged.*sayso doctor/);
  expect(await store.sites()).toHaveLength(1);
  expect(await demo.counts()).toMatchObject({ receipts: 1 });
});
