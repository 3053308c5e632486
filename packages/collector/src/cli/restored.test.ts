import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { removeDue } from '../admin/closing.ts';
import { anchorAudit } from '../audit/anchor.ts';
import { openStore } from '../store/open.ts';
import { main } from './main.ts';

const START = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;
let folder: string;
let data: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-restored-'));
  data = join(folder, 'data');
  for (const id of ['shop', 'other', 'third']) {
    await run(`site create ${id} --origin https://${id}.example --log-origin collector.example`);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (line: string) => {
  const io = fakeIo({ env: { SAYSO_DATA: data } });
  const code = await main(line.split(' '), io);
  return { code, out: io.said.join('\n'), err: io.warned.join('\n') };
};

test('a restore brings back no site that was deleted since, and takes no row from the audit trail', async () => {
  expect(await run(`backup ${join(folder, 'b')}`)).toMatchObject({ code: 0 });
  await run('keys create --role owner');
  await run('site delete other');
  await run('site delete third');
  const { store, signing } = await openStore({ data, now: () => START });
  await store.closing.remove('third', new Date(START).toISOString());
  await anchorAudit(store, signing.sign, START + DAY);
  const before = [...store.audit.all()].map(({ what }) => what);
  await store.close();

  expect(await run(`restore ${join(folder, 'b')}`)).toMatchObject({ code: 0 });
  expect(await run('audit verify')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/logs of 2 sites confirm/),
  });
  const again = await openStore({ data, now: () => START });
  const after = [...again.store.audit.all()].map(({ what }) => what);
  expect(after).toEqual([...before, 'sayso restore']);
  expect(before).toContain('sayso backup');
  expect((await again.store.sites()).map(({ id, closedAt }) => [id, closedAt !== undefined])).toEqual([
    ['other', true],
    ['shop', false],
  ]);
  expect(await removeDue(again.store, data, START)).toEqual(['third']);
  await again.store.close();
});

test('new keys for signing and sealing are a change like any other', async () => {
  expect(await run('keys rotate')).toMatchObject({ code: 0 });
  const { store } = await openStore({ data, now: () => START });
  expect(await store.audit.last()).toMatchObject({ who: 'cli', what: 'sayso keys rotate' });
  await store.close();
});
