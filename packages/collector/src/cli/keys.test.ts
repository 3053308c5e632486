import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { main } from './main.ts';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-keys-'));
  await run('site create shop --origin https://shop.example --log-origin collector.example');
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (line: string) => {
  const io = fakeIo({ env: { SAYSO_DATA: join(folder, 'data') } });
  const code = await main(line.split(' '), io);
  return { code, out: io.said, err: io.warned.join('\n') };
};

test('a key is shown once, alone on the first line, and is nowhere in what is kept', async () => {
  for (const role of ['auditor', 'identity']) {
    const { code, out, err } = await run(`keys create --role ${role} --site shop --expires 2027-01-01`);
    expect(code).toBe(0);
    expect(out).toEqual([expect.stringMatching(/^sayso_k_[\w-]{43}$/)]);
    expect(err).toMatch(
      /^Key [0-9a-f]{12}, (auditor|identity), for shop, until 2027-01-01\. It is shown only now\.$/,
    );
    for (const file of ['sayso.db', 'sayso.db-wal', 'keys.db'])
      expect(readIfThere(join(folder, 'data', file))).not.toContain(out[0]);
    expect((await run('keys list')).out.join('\n')).not.toContain(out[0]);
  }
});

test('keys are listed with role, site and end, and revoked by their id', async () => {
  await run('keys create --role owner');
  const [line = ''] = (await run('keys list')).out;
  expect(line).toMatch(/^[0-9a-f]{12} {2}owner {2}all sites {2}made 2026-11-21 {2}without an end$/);
  const [id] = line.split(' ');
  expect(await run(`keys revoke ${id}`)).toMatchObject({ code: 0 });
  expect((await run('keys list')).out[0]).toMatch(/revoked 2026-11-21$/);
  expect(await run(`keys revoke ${id}`)).toMatchObject({ code: 1, err: expect.stringMatching(/already/) });
  expect(await run('keys revoke nothing')).toMatchObject({ code: 1, err: expect.stringMatching(/no key/) });
});

test.each([
  ['keys create', 2, /--role is one of owner, /],
  ['keys create --role identiti', 2, /Did you mean identity/],
  ['keys create --role owner --expires 2026-02-31', 2, /--expires: expected a day/],
  ['keys create --role owner --expires 2026-11-20', 2, /is past/],
  ['keys create --role owner --site nobody', 1, /nobody/],
])('%s is refused, and makes none', async (line, code, said) => {
  expect(await run(line)).toMatchObject({ code, out: [], err: expect.stringMatching(said) });
  expect((await run('keys list')).out).toEqual([]);
});

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
