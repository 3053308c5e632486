import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { openKept } from '../store/sqlite/kept.ts';
import { main } from './main.ts';

let data: string;
const NOW = Date.parse('2026-11-21T10:00:00Z');

async function run(args: string[], over: { now?: number; env?: Record<string, string> } = {}) {
  const io = fakeIo({ now: () => over.now ?? NOW, env: over.env ?? {} });
  const code = await main([...args, '--data', data], io);
  return { code, said: io.said.join('\n') };
}
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'sayso-doctor-'));
  expect(await run(['site', 'create', 'demo', '--origin', 'https://shop.example'])).toMatchObject({
    code: 0,
  });
  const policy = new URL('../../demo/policy.json', import.meta.url).pathname;
  expect(await run(['policy', 'publish', 'demo', policy, '--own-risk', 'test'])).toMatchObject({ code: 0 });
});
afterEach(() => rmSync(data, { recursive: true }));

test('of a set-up that is well, everything is', async () => {
  const { code, said } = await run(['doctor']);
  expect(said).not.toContain('WRONG');
  expect(said).toContain('well   site demo: policy 1 is in effect');
  expect(said).toContain('Nothing is wrong.');
  expect(code).toBe(0);
});

const damage = (name: string): void => {
  const path = join(data, name);
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 4096 * 2, 4096 * 5);
  writeFileSync(path, bytes);
};

test('another operator’s key is said too where no start has brought the file of keys to this version', async () => {
  const db = openKept(join(data, 'keys.db'));
  db.exec('DROP TABLE operator_before');
  db.close();
  writeFileSync(join(data, 'operator.key'), 'ab'.repeat(32));
  expect((await run(['doctor'])).said).toMatch(/operator key: it is not the one that sealed what is stored/);
});

test.each<[string, () => unknown, RegExp]>([
  [
    'a file that others may read',
    () => chmodSync(join(data, 'keys.db'), 0o644),
    /others may read keys\.db. To do: chmod 600/,
  ],
  ['a missing key of the operator', () => rmSync(join(data, 'operator.key')), /operator key: .* missing/],
  [
    'another operator’s key',
    () => writeFileSync(join(data, 'operator.key'), 'ab'.repeat(32)),
    /not the one that sealed what is stored. To do: .*--key-file/,
  ],
  [
    'an operator’s key that was exchanged',
    async () => {
      const before = readFileSync(join(data, 'operator.key'));
      await run(['keys', 'rotate', '--operator']);
      writeFileSync(join(data, 'operator.key'), before);
    },
    /operator key: it was exchanged on 2026-11-21T10:00:00.000Z and opens nothing any more\. To do: give the right one/,
  ],
  [
    'an exchange that was interrupted',
    async () => {
      const before = readFileSync(join(data, 'operator.key'));
      await run(['keys', 'rotate', '--operator']);
      renameSync(join(data, 'operator.key'), join(data, 'operator.key.new'));
      writeFileSync(join(data, 'operator.key'), before);
    },
    /its exchange was interrupted when operator\.key\.new was in force\. To do: start the collector/,
  ],
  ['a damaged database', () => damage('sayso.db'), /sayso\.db: it (is damaged|can't be read).*sayso restore/],
  ['a damaged log of what was signed', () => damage('log.db'), /log\.db: it (is damaged|can't be read)/],
  [
    'a store that can’t be opened',
    () => writeFileSync(join(data, 'signing.key'), 'no key'),
    /store: .*signing\.key does not hold an Ed25519 private key/,
  ],
  ['a missing database', () => rmSync(join(data, 'keys.db')), /keys\.db: it is not there/],
  [
    'a restore that was interrupted',
    () => writeFileSync(join(data, 'restore.under-way'), ''),
    /restore: .*run `sayso restore` again/,
  ],
  [
    'a site without a policy',
    () => {
      const db = openKept(join(data, 'sayso.db'));
      db.exec(
        "INSERT INTO sites (id, origins, allow_null_origin, log_origin, created_at) VALUES ('bare', '[]', 0, 'l/bare', '2026-01-01T00:00:00Z')",
      );
      db.close();
    },
    /site bare: it has no policy in effect. To do: publish one/,
  ],
  [
    'a clock behind what is stored',
    () => {
      const db = openKept(join(data, 'sayso.db'));
      db.exec("UPDATE clock SET newest = '2026-11-22T10:00:00.000Z'");
      db.close();
    },
    /clock: it is behind what is stored, which is of 2026-11-22/,
  ],
])('%s is said, with what to do', async (_what, make, says) => {
  await make();
  const { code, said } = await run(['doctor']);
  expect(said).toMatch(says);
  expect(code).toBe(1);
});

test('a setting that nothing reads is said', async () => {
  const { code, said } = await run(['doctor'], { env: { SAYSO_GEO_HEADR: 'x' } });
  expect(said).toMatch(/settings: SAYSO_GEO_HEADR is set.*SAYSO_GEO_HEADER/);
  expect(code).toBe(1);
});

test('a folder that is not there is said and not made', async () => {
  const missing = join(data, 'nothing');
  const io = fakeIo({ now: () => NOW });
  expect(await main(['doctor', '--data', missing], io)).toBe(1);
  expect(io.said.join('\n')).toContain(`there is no ${missing}`);
  expect(() => statSync(missing)).toThrow();
});

test('whoever says that the clock is right, though it was ahead, can go on', async () => {
  const db = openKept(join(data, 'sayso.db'));
  db.exec("UPDATE clock SET newest = '2036-11-22T10:00:00.000Z'");
  db.close();
  const { code, err } = await create('late');
  expect(code).not.toBe(0);
  expect(err).toMatch(/the clock is \d+ s behind what is stored; see `sayso doctor`/);
  expect(await run(['doctor', '--clock-is-right'])).toMatchObject({ code: 0 });
  expect(await create('late')).toMatchObject({ code: 0 });
});

const create = async (id: string) => {
  const io = fakeIo({ now: () => NOW });
  const code = await main(['site', 'create', id, '--origin', 'https://x.example', '--data', data], io);
  return { code, err: io.warned.join('\n') };
};

test('looking changes nothing in the files', async () => {
  const path = join(data, 'sayso.db');
  damage('keys.db');
  utimesSync(path, 1, 1);
  const before = readFileSync(path);
  await run(['doctor']);
  expect(readFileSync(path)).toEqual(before);
  expect(statSync(path).mtimeMs).toBe(1_000);
});
