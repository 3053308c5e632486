import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENTS, parsePolicy, purposeOf, regimeOf } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';
import { type Options, readOptions } from '../env.ts';
import { openStore } from '../store/open.ts';
import { demoPolicy, setUpDemo } from './demo.ts';

describe("the demo's policy", () => {
  const parsed = parsePolicy(demoPolicy());
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  const { policy } = parsed;

  test('asks before, asks to object, or tells, as the contract says', () => {
    expect([null, 'DE', 'US', 'US-CA', 'JP'].map((region) => regimeOf(policy.regimes, region))).toEqual([
      'opt-in',
      'opt-in',
      'opt-out',
      'opt-out',
      'notice',
    ]);
    expect(policy.region.trustPage).toBe(true);
    expect(policy.purposes.map(({ id, gpc }) => [id, gpc ?? false])).toEqual([
      ['necessary', false],
      ['preferences', false],
      ['analytics', false],
      ['marketing', true],
    ]);
  });

  test('has a purpose for every event', () => {
    const elsewhere: Record<string, string> = {
      view_promotion: 'preferences',
      select_promotion: 'preferences',
      identify: 'marketing',
      add_to_wishlist: 'marketing',
    };
    for (const name of Object.keys(EVENTS)) {
      expect([name, purposeOf(policy.purposes, name)?.id]).toEqual([name, elsewhere[name] ?? 'analytics']);
    }
  });

  test('names every purpose in English and German', () => {
    for (const language of ['en', 'de']) {
      expect(Object.keys(policy.texts[language]?.purposes ?? {})).toEqual(
        policy.purposes.map(({ id }) => id),
      );
    }
  });
});

test('the demo is set up once, and lets in the storefront of this run only', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sayso-demo-'));
  const options = (origin: string): Options => {
    const read = readOptions({ demo: true, 'demo-origin': [origin] }, {});
    if ('errors' in read) throw new Error(read.errors.join());
    return read.options;
  };
  const { store, signing } = await openStore({ data });
  try {
    await setUpDemo(store, signing.sign, options('http://127.0.0.1:5001'), Date.now());
    const demo = await setUpDemo(store, signing.sign, options('http://localhost:5002'), Date.now());
    const site = await demo.site('demo');
    expect(site?.site.origins).toEqual([
      'http://127.0.0.1:5001',
      'http://localhost:5001',
      'http://127.0.0.1:5002',
      'http://localhost:5002',
    ]);
    expect(await site?.policies()).toHaveLength(1);
    expect((await store.site('demo'))?.site.origins).not.toContain('http://127.0.0.1:5002');
    expect(await demo.site('other')).toBeNull();
  } finally {
    await store.close();
    rmSync(data, { recursive: true });
  }
});
