import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { found, hashOf, siteOf, state } from '../../../test/store/samples.ts';
import { openStore } from '../open.ts';
import type { SiteStore, Store } from '../port.ts';

let data: string;
let here: Store;
let there: Store;
let demo: SiteStore;
let beside: SiteStore;
const subject = hashOf('s');
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'sayso-subjects-'));
  here = (await openStore({ data })).store;
  demo = await siteOf(here);
  there = (await openStore({ data })).store;
  beside = found(await there.site('demo'));
});
afterEach(async () => {
  await Promise.all([here.close(), there.close()]);
  rmSync(data, { recursive: true });
});

const put = (site: SiteStore, locale: string): Promise<void> =>
  site.write((tx) => tx.putSubject(subject, state({ locale })));
const seen = (site: SiteStore): Promise<string | null | undefined> =>
  site.write(async (tx) => (await tx.subject(subject))?.locale);

test('a state that another process changed is never read as it was, turn after turn', async () => {
  for (let turn = 0; turn < 20; turn++) {
    const [writer, reader] = turn % 2 ? [demo, beside] : [beside, demo];
    await put(writer, `v${turn}`);
    expect(await seen(reader)).toBe(`v${turn}`);
    expect(await seen(writer)).toBe(`v${turn}`);
  }
});

test('a state whose write failed is read as it was before, also by the job after it', async () => {
  await put(demo, 'before');
  expect(await seen(demo)).toBe('before');
  const failing = demo.write(async (tx) => {
    await tx.putSubject(subject, state({ locale: 'after' }));
    expect((await tx.subject(subject))?.locale).toBe('after');
    throw new Error('no');
  });
  const next = seen(demo);
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('before');
  expect(await seen(demo)).toBe('before');
});

test('nobody who asks for a state can change it for the next', async () => {
  await put(demo, 'de');
  await demo.write(async (tx) => {
    const mine = found(await tx.subject(subject));
    expect(() => Object.assign(found(mine.choice).purposes, { analytics: false })).toThrow(TypeError);
  });
  expect(await seen(demo)).toBe('de');
});
