import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { main } from './main.ts';

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-operator-'));
  data = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (...args: string[]) => {
  const io = fakeIo({ env: { SAYSO_DATA: data } });
  const code = await main(args, io);
  return { code, out: io.said.join('\n'), err: io.warned.join('\n') };
};
const make = (...place: string[]) =>
  run('site', 'create', 'shop', '--origin', 'https://shop.example', ...place);
const list = (...place: string[]) => run('site', 'list', ...place);
const newKey = (name: string): string => {
  const path = join(folder, name);
  writeFileSync(path, randomBytes(32).toString('hex'));
  return path;
};
const exchange = (...args: string[]) => run('keys', 'rotate', '--operator', ...args);

test('the folder’s own key is made anew, for its owner alone; the one before opens the folder no more', async () => {
  await make();
  const own = join(data, 'operator.key');
  const before = newKey('before');
  writeFileSync(before, readFileSync(own));
  const { code, out, err } = await exchange();
  expect(code).toBe(0);
  expect(out).toMatch(
    /^The operator's key is another one now, in .*operator\.key; the one before opens nothing here any more\.$/,
  );
  expect(err).toMatch(
    /Collectors that run go on\.\nKeep a copy of the new key elsewhere, and back up with --keys/,
  );
  expect(readFileSync(own, 'latin1')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(readFileSync(own)).not.toEqual(readFileSync(before));
  expect(statSync(own).mode & 0o777).toBe(0o600);
  expect(readdirSync(data)).not.toContain('operator.key.new');
  expect(await list()).toMatchObject({ code: 0 });
  expect(await list('--key-file', before)).toMatchObject({
    code: 69,
    err: expect.stringMatching(/was exchanged on 2026-11-21T12:00:00.000Z and opens nothing any more/),
  });
  expect((await run('audit', 'verify')).out).toMatch(/The audit trail holds/);
});

test('a key that is kept elsewhere is exchanged for another file, for what a command prints, and back into the folder', async () => {
  const [one, two, three] = [newKey('one'), newKey('two'), newKey('three')];
  await make('--key-file', one);
  const first = await exchange('--key-file', one, '--new-key-file', two);
  expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/the one of --new-key-file/) });
  expect(first.err).toContain(`Start them with the new key from now on: --key-file ${two}.`);
  expect(readdirSync(data)).not.toContain('operator.key');
  expect(await list('--key-file', one)).toMatchObject({ code: 69 });
  expect(await list('--key-file', two)).toMatchObject({ code: 0 });

  const second = await exchange('--key-file', two, '--new-key-command', `cat ${three}`);
  expect(second).toMatchObject({ code: 0, err: expect.stringMatching(/from now on: --key-command\./) });
  expect(await list('--key-command', `cat ${three}`)).toMatchObject({ code: 0 });
  expect(await list('--key-file', two)).toMatchObject({ code: 69 });

  const own = join(data, 'operator.key');
  writeFileSync(own, randomBytes(32));
  expect(await exchange('--key-command', `cat ${three}`, '--new-key-file', own)).toMatchObject({ code: 0 });
  expect(await list()).toMatchObject({ code: 0 });
});

test.each<[string, () => string[], number, RegExp]>([
  [
    'a new key without --operator',
    () => ['--new-key-file', 'k'],
    2,
    /--new-key-file is for an exchange.*: add --operator/,
  ],
  [
    'two new keys',
    () => ['--operator', '--new-key-file', 'k', '--new-key-command', 'c'],
    2,
    /both say where the new key is/,
  ],
  ['a new key without a name', () => ['--operator', '--new-key-file', ''], 2, /--new-key-file is empty/],
  [
    'no new key for one kept elsewhere',
    () => ['--operator', '--key-file', join(data, 'operator.key')],
    2,
    /is kept outside .*: make a new one there, and say where it is with --new-key-file/,
  ],
  [
    'a new key that is not there',
    () => ['--operator', '--new-key-file', join(folder, 'none')],
    74,
    /none is missing/,
  ],
  [
    'a new key that is none',
    () => ['--operator', '--new-key-file', import.meta.filename],
    74,
    /does not hold an operator's key: 32 bytes/,
  ],
  [
    'a command that fails',
    () => ['--operator', '--new-key-command', 'exit 4'],
    74,
    /the operator's key failed: exit code 4/,
  ],
  [
    'the same key again',
    () => ['--operator', '--new-key-file', join(data, 'operator.key')],
    1,
    /is the one that there is: make another/,
  ],
  [
    'another key than the folder’s',
    () => ['--operator', '--key-file', newKey('other'), '--new-key-file', newKey('new')],
    69,
    /not the operator's key that sealed/,
  ],
])('%s is refused, and nothing is exchanged', async (_what, args, code, says) => {
  await make();
  const before = readFileSync(join(data, 'operator.key'));
  expect(await run('keys', 'rotate', ...args())).toMatchObject({
    code,
    out: '',
    err: expect.stringMatching(says),
  });
  expect(readFileSync(join(data, 'operator.key'))).toEqual(before);
  expect(await list()).toMatchObject({ code: 0 });
});
