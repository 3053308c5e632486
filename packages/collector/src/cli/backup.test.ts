import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { openStore } from '../store/open.ts';
import { main } from './main.ts';

let folder: string;
let data: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-backup-cli-'));
  data = join(folder, 'data');
  await run('site create shop --origin https://shop.example --log-origin collector.example');
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (line: string) => {
  const io = fakeIo({ env: { SAYSO_DATA: data } });
  const code = await main(line.split(' '), io);
  return { code, out: io.said.join('\n'), err: io.warned.join('\n') };
};

test('a backup is made beside a running collector, and brought back when it is stopped', async () => {
  const [file, keys] = [join(folder, 'a.db'), join(folder, 'k.db')];
  const { store } = await openStore({ data });
  expect(await run(`backup ${file} --keys ${keys}`)).toMatchObject({ code: 0, err: '' });
  const refused = await run(`restore ${file} --keys ${keys}`);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/stop it first/);
  await store.close();
  await run('site create later --origin https://later.example --log-origin collector.example');
  const restored = await run(`restore ${file} --keys ${keys}`);
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(restored.out).toMatch(/Restored .* and verified it/);
  expect((await run('site list')).out).not.toContain('later');
  expect(await run('doctor')).toMatchObject({ code: 1, out: expect.stringContaining('no policy in effect') });
});

test('a backup without the keys says so', async () => {
  const { code, err } = await run(`backup ${join(folder, 'a.db')}`);
  expect(code).toBe(0);
  expect(err).toContain('only with this folder');
});

test('what can’t be is said: no data, no file, a place that can’t be written', async () => {
  const file = join(folder, 'a.db');
  expect(await run(`restore ${file}`)).toMatchObject({ code: 1, err: `sayso: There is no file ${file}.` });
  expect(await run(`backup ${join(folder, 'none', 'a.db')}`)).toMatchObject({ code: 73 });
  rmSync(data, { recursive: true });
  expect((await run(`backup ${file}`)).err).toMatch(/There is no data in/);
  expect(existsSync(data)).toBe(false);
  expect(await run('backup')).toMatchObject({ code: 2 });
});

test('keys rotate makes new keys and keeps the old public one', async () => {
  const { code, out } = await run('keys rotate');
  expect(code).toBe(0);
  expect(out).toMatch(/Signs with [\w-]{43} from now on/);
  expect(readdirSync(data).filter((name) => /^signing.*\.key$/.test(name))).toHaveLength(2);
});
