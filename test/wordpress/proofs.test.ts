import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { currencyDigits, formatCookie, type Memory } from '@sayso/protocol';
import { createProof, subjectOf } from '@sayso/sdk/node';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { addresses as vectors } from '../conformance/addresses.ts';
import { HAS_PHP, PLUGIN } from './wordpress.ts';

/** Runs files of the plugin without WordPress: `code` returns what it makes of `$given`. */
function run<T>(files: string[], code: string, given: unknown = null): T {
  const loaded = files.map((name) => `require '${PLUGIN}/includes/class-sayso-${name}.php';`).join('');
  const script = `define('ABSPATH', '/'); ${loaded}
    echo json_encode((function ($given) { ${code} })(json_decode(stream_get_contents(STDIN), true)));`;
  const { stdout, stderr, status } = spawnSync('php', ['-d', 'display_errors=stderr', '-r', script], {
    input: JSON.stringify(given),
    encoding: 'utf8',
  });
  if (status !== 0 || stderr) throw new Error(`PHP ended with ${status}: ${stderr}${stdout}`);
  return JSON.parse(stdout) as T;
}

const MAKE = `return array_map(fn($one) => [
  $one['kind'] === 'email' ? Sayso_Address::email($one['raw'], $one['profile'] ?? 'meta')
    : Sayso_Address::phone($one['raw'], $one['profile'] ?? 'meta', $one['defaultCountryCode'] ?? ''),
  Sayso_Address::hashed($one['raw'], $one['kind'], $one['profile'] ?? 'meta', $one['defaultCountryCode'] ?? ''),
], $given);`;
const KEY = 'sayso_k_test';

afterEach(() => {
  vi.useRealTimers();
});

describe.skipIf(!HAS_PHP)('the PHP of the plugin', () => {
  test('has no error of syntax in any file', () => {
    const files = readdirSync(PLUGIN, { recursive: true, encoding: 'utf8' }).filter((f) =>
      f.endsWith('.php'),
    );
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const { status, stdout } = spawnSync('php', ['-l', join(PLUGIN, file)], { encoding: 'utf8' });
      expect([file, status, stdout.includes('No syntax errors')]).toEqual([file, 0, true]);
    }
  });

  test('can be loaded by nobody from outside: each file ends where there is no WordPress', () => {
    const files = readdirSync(join(PLUGIN, 'includes')).map((name) => join(PLUGIN, 'includes', name));
    for (const file of [...files, join(PLUGIN, 'sayso.php'), join(PLUGIN, 'uninstall.php')]) {
      const { stdout, stderr, status } = spawnSync('php', [file], { encoding: 'utf8' });
      expect([file, status, stdout + stderr]).toEqual([file, 0, '']);
    }
  });

  test(`writes and hashes the ${vectors.cases.length} addresses of hashing.json as it says`, () => {
    const made = run<[string, string][]>(['address'], MAKE, vectors.cases);
    expect(made).toEqual(vectors.cases.map(({ normalised, sha256 }) => [normalised, sha256]));
  });

  test('hashes nothing that is no address, and nothing twice', () => {
    expect(run(['address'], MAKE, vectors.invalid)).toEqual(vectors.invalid.map(() => [null, null]));
    const { raw, expect: same } = vectors.alreadyHashed;
    expect(run(['address'], `return Sayso_Address::hashed($given, 'email', 'meta');`, raw)).toBe(same);
  });

  test('takes what JavaScript takes for white space, digits and an end', () => {
    const raws = [
      '\u00a0jane@doe.example\ufeff',
      'jane@doe.example\n',
      'ja\u3000ne@doe.example',
      'a@b@c.example',
    ];
    const made = run<(string | null)[]>(
      ['address'],
      `return array_map(fn($one) => Sayso_Address::email($one, 'meta'), $given);`,
      raws,
    );
    expect(made).toEqual(['jane@doe.example', 'jane@doe.example', null, null]);
    const phone = `return Sayso_Address::phone($given, 'google', '44');`;
    expect(run(['address'], phone, '０20 7946')).toBeNull();
    expect(run(['address'], phone, '020 7946 0018\n')).toBe('+442079460018');
  });

  test.each([
    { email: ' J.Smith+sale@gmail.com ' },
    { phone: '020 7946 0018', countryCode: '44' },
    { email: 'zoë@exämple.com', phone: '+353 87 123 4567' },
  ])('signs the proof of %j as @sayso/sdk/node does, byte for byte', async (customer) => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 12), toFake: ['Date'] });
    const { countryCode, ...addresses } = { countryCode: '', ...customer };
    const made = run<string>(
      ['address', 'proof'],
      `return Sayso_Proof::create('demo', '${KEY}', $given, ${Date.now() / 1000});`,
      { ...addresses, country_code: countryCode },
    );
    expect(made).toBe(await createProof({ site: 'demo', key: KEY, ...addresses, countryCode }));
  });

  test('makes no proof without an address, or with a key that is none', () => {
    const make = `return [Sayso_Proof::create('demo', '${KEY}', ['email' => 'jane'], 1), Sayso_Proof::create('demo', 'x', ['email' => 'a@b.example'], 1)];`;
    expect(run(['address', 'proof'], make)).toEqual([null, null]);
  });

  test('knows how many decimals each currency has, as the collector does', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
    const digits = run<number[]>(['money'], `return array_map(['Sayso_Money', 'digits'], $given);`, codes);
    expect(digits).toEqual(codes.map(currencyDigits));
  });

  test('finds the subject in a cookie where @sayso/sdk/node does, and none where all was refused', () => {
    const SUBJECT = 'AAAAAAAAAAAAAAAAAAAAAA';
    const at = '2026-11-21T12:00:00.000Z';
    const cookie = (purposes: Record<string, boolean>, over: Partial<Memory> = {}): string => {
      const choice = { purposes, policyVersion: 1, at };
      return formatCookie({ choice, at, noticed: 1, subject: SUBJECT, pending: null, minor: false, ...over });
    };
    const yes = cookie({ analytics: true, marketing: false });
    const headers = [
      `a=b; sayso-demo=${yes}; c=d`,
      `__Host-sayso-demo=${yes}`,
      '',
      'sayso-demo',
      'sayso-demo=x',
      `sayso-other=${yes}`,
      `sayso-demo=${yes}; __Host-sayso-demo=${yes}`,
      `sayso-demo=${cookie({ analytics: true }, { subject: null })}`,
    ];
    const read = `return array_map(fn($one) => Sayso_Cookie::subject_of($one, 'demo'), $given);`;
    const found = run<(string | null)[]>(['cookie'], read, headers);
    expect(found).toEqual(headers.map((header) => subjectOf(header, 'demo')));
    expect(found.slice(0, 2)).toEqual([SUBJECT, SUBJECT]);
    // A no that is on its way still has its subject: no order is to keep it.
    const refused = cookie(
      { analytics: false },
      { pending: { id: crypto.randomUUID(), method: 'withdraw' } },
    );
    const minor = cookie({ analytics: true }, { minor: true });
    expect(run(['cookie'], read, [`sayso-demo=${refused}`, `sayso-demo=${minor}`])).toEqual([null, null]);
  });

  test('gives an event an id by what it is about, in RFC 9562 version 5', () => {
    const names = ['https://shop.example/sayso/1/refund/2', 'https://shop.example/sayso/1/refund/3'];
    const [id, other] = run<string[]>(
      ['outgoing'],
      `return array_map(['Sayso_Outgoing', 'id'], $given);`,
      names,
    );
    expect(id).toBe('1442e43c-2ea3-5fed-9672-3a7676075ec3');
    expect(other).not.toBe(id);
  });
});
