import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { accepted, capture, event, found, hashOf, jws } from '../../test/store/samples.ts';
import { openStore } from '../store/open.ts';
import { main } from './main.ts';

const now = (): number => Date.UTC(2026, 10, 21, 12);
const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const POLICY = {
  controller: { name: 'Shop', contact: 'privacy@shop.example', privacyPolicyUrl: '/privacy' },
  purposes: [
    { id: 'analytics', events: ['page_view'] },
    { id: 'marketing', events: ['identify'], gpc: true },
  ],
  regimes: { default: 'opt-in' },
};

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-audience-'));
  writeFileSync(join(folder, 'policy.json'), JSON.stringify(POLICY));
  for (const id of ['shop', 'empty'])
    await run(`site create ${id} --origin https://shop.example --log-origin collector.example`);
  await run(`policy publish shop ${join(folder, 'policy.json')}`);
  const { store } = await openStore({ data: join(folder, 'data'), now });
  const shop = found(await store.site('shop'));
  const proof = jws('JWT', {
    email_sha256: { meta: hex('jane@doe.example'), google: hex('jane@doe.example') },
  });
  const identify = event('identify', { id: randomUUID(), props: { proof } });
  await capture(shop, hashOf('jane'), [accepted(identify, { purpose: 'marketing' })]);
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (line: string) => {
  const io = fakeIo({ env: { SAYSO_DATA: join(folder, 'data') }, now });
  const code = await main(line.split(' '), io);
  return { code, out: io.said.join('\n'), err: io.warned.join('\n') };
};
const allow = async (marketing: boolean): Promise<void> => {
  const { store } = await openStore({ data: join(folder, 'data'), now });
  const choice = { purposes: { analytics: true, marketing }, policyVersion: 1, at: '2026-11-21T11:00:00Z' };
  await found(await store.site('shop')).write(async (tx) =>
    tx.putSubject(hashOf('jane'), { ...found(await tx.subject(hashOf('jane'))), choice }),
  );
  await store.close();
};

test('an audience is a table on the standard output, and how many it holds beside it', async () => {
  await allow(true);
  const { code, out, err } = await run('audience shop --for meta');
  expect(code).toBe(0);
  expect(out).toBe(`email,phone\n${hex('jane@doe.example')},`);
  expect(err).toMatch(/^1 in this audience/);
  await allow(false);
  expect(await run('audience shop --for meta')).toMatchObject({ code: 0, out: 'email,phone' });
});

test('for Klaviyo the store’s own list is matched by hash: who is not in the audience stays out', async () => {
  await allow(true);
  const list = join(folder, 'customers.csv');
  writeFileSync(list, 'Email\nJane@doe.example\nother@doe.example\n');
  expect(await run(`audience shop --for klaviyo --customers ${list}`)).toMatchObject({
    code: 0,
    out: 'Email,Phone Number\nJane@doe.example,',
  });
});

test('taking an audience out leaves a row in the audit trail', async () => {
  await run('audience shop --for google');
  const { store } = await openStore({ data: join(folder, 'data'), now });
  const [row] = await store.audit.read({ site: 'shop', limit: 1 });
  await store.close();
  expect(row).toMatchObject({ who: 'cli', what: 'sayso audience', about: 'google' });
});

test.each([
  ['audience shop', 2, /--for meta, --for google, --for klaviyo/],
  ['audience shop --for tiktok', 2, /--for meta/],
  ['audience shop --for klaviyo', 2, /own list(.|\n)*--customers/],
  ['audience shop --for meta --customers x', 2, /leave out --customers/],
  ['audience shop --for klaviyo --customers /nowhere', 74, /can't be read/],
  ['audience nobody --for meta', 1, /nobody/],
  ['audience empty --for meta', 1, /no purpose "marketing"/],
])('%s is refused with a sentence', async (line, code, says) => {
  const said = await run(line);
  expect(said).toMatchObject({ code, out: '' });
  expect(said.err).toMatch(says);
});
