import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COSIGNATURE, formatVerifier, keyIdOf, parseNote, signatureLine } from '@sayso/protocol/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, runBeside } from './command.ts';
import { type Collector, NO, startCollector } from './harness.ts';

let collector: Collector;
let folder: string;
const at = (name: string): string => join(folder, name);
const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());

/** C2SP tlog-cosignature: signs `cosignature/v1`, a time and the checkpoint. */
class Witness {
  readonly name: string;
  readonly #key: KeyObject;
  readonly #publicKey: Uint8Array<ArrayBuffer>;

  constructor(name: string) {
    this.name = name;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#key = privateKey;
    this.#publicKey = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  }

  async verifier(): Promise<string> {
    const keyId = await keyIdOf(this.name, COSIGNATURE, this.#publicKey, sha256);
    return `${formatVerifier({ name: this.name, keyId, type: COSIGNATURE, publicKey: this.#publicKey })}\n`;
  }

  async cosign(note: string): Promise<string> {
    const text = parseNote(note)?.text ?? '';
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(1_795_000_000n);
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime 1795000000\n${text}`), this.#key);
    const keyId = await keyIdOf(this.name, COSIGNATURE, this.#publicKey, sha256);
    const bytes = new Uint8Array(Buffer.concat([time, signature]));
    return note + signatureLine({ name: this.name, keyId, signature: bytes });
  }
}

const one = new Witness('one.example/w');
const two = new Witness('two.example/w');

beforeAll(async () => {
  collector = await startCollector();
  folder = mkdtempSync(join(tmpdir(), 'sayso-witness-'));
  writeFileSync(at('keys'), (await one.verifier()) + (await two.verifier()));
  await collector.visitor().say(NO);
  await collector.integrate();
}, 30_000);
afterAll(async () => {
  await collector.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]): Promise<Ended> => runBeside(collector, args);
const cosign = (note: string) => {
  writeFileSync(at('note'), note);
  return run('cosign', 'shop', at('note'), '--key', at('keys'), '--data', collector.folder);
};
const checkpoint = async (): Promise<string> => (await collector.request('/log/shop/checkpoint')).text;
const pages = async (): Promise<string[]> =>
  Promise.all(['/p/shop', '/p/shop/policies'].map(async (path) => (await collector.request(path)).text));
const verify = (...more: string[]) =>
  run('verify', '--log', 'shop', '--collector', 'https://collector.example', ...more);

test('witnesses’ signatures are taken, served, and counted by verify, also when the log has grown on', async () => {
  expect((await collector.request('/log/shop/witnessed')).status).toBe(404);
  expect((await verify()).said).toContain('witnesses: none signed');
  for (const page of await pages())
    expect(page).toMatch(
      /No witness has signed the log\. Who runs this collector could show other people another/,
    );
  const note = await checkpoint();
  expect(await cosign(await one.cosign(note))).toMatchObject({ code: 0 });
  const both = await cosign(await two.cosign(note));
  expect(both.said).toContain('one.example/w, two.example/w signed the log of shop at 2 entries');
  await collector.visitor().say(NO);
  await collector.integrate();
  const { said, code } = await verify('--key', at('keys'));
  expect(said).toContain('2 signed the log at 2 of its 3 entries');
  expect(code).toBe(0);
  for (const page of await pages())
    expect(page).toContain(
      '2 witnesses have signed the log (one.example/w, two.example/w), at 2 of its 3 entries.',
    );
  expect((await verify()).said).toContain('2 more, by keys that you did not give');
  const file = readFileSync(join(collector.folder, 'log/shop/witnessed'), 'utf8');
  expect((await collector.request('/log/shop/witnessed')).text).toBe(file);
  expect(parseNote(file)?.signatures.map(({ name }) => name)).toEqual([
    'log.example/shop',
    one.name,
    two.name,
  ]);
  expect(await run('verify', '--log', 'shop', '--data', collector.folder)).toMatchObject({ code: 0 });
});

test('a signature that does not hold, of a stranger, of another log or of an older state is not taken', async () => {
  const note = await checkpoint();
  const before = (await collector.request('/log/shop/witnessed')).text;
  const bent = (await one.cosign(note)).replace(/.{6}\n$/, 'AAAA==\n');
  expect((await cosign(bent)).code).toBe(1);
  expect((await cosign(await new Witness('three.example/w').cosign(note))).said).toContain(
    'no witness whose key',
  );
  expect((await cosign(note)).said).toContain('no witness whose key');
  expect(
    (await cosign(await one.cosign(note.replace('log.example/shop', 'log.example/other')))).said,
  ).toContain('is of the log');
  const other = note.split('\n');
  other[2] = Buffer.alloc(32).toString('base64');
  expect((await cosign(await one.cosign(other.join('\n')))).said).toContain('another history');
  other[1] = '99';
  expect((await cosign(await one.cosign(other.join('\n')))).said).toContain('the log only 3');
  expect((await cosign('nothing')).said).toContain('no signed note');
  expect(await run('cosign', 'shop', at('note'), '--data', collector.folder)).toMatchObject({ code: 2 });
  expect((await collector.request('/log/shop/witnessed')).text).toBe(before);
});

test('a log that did not grow out of what witnesses signed is rewritten, and verify says so', async () => {
  const path = join(collector.folder, 'log/shop/witnessed');
  const before = readFileSync(path, 'utf8');
  const dir = ['verify', '--log', 'shop', '--dir', join(collector.folder, 'log'), '--key', at('keys')];
  expect((await run(...dir)).code).toBe(0);
  // Under its root nobody has signed.
  const lines = before.split('\n');
  lines[2] = Buffer.alloc(32).toString('base64');
  writeFileSync(path, lines.join('\n'));
  expect(await run(...dir)).toMatchObject({
    code: 1,
    said: expect.stringContaining('a signature does not hold'),
  });
  writeFileSync(path, before);
  expect((await run(...dir)).code).toBe(0);
});
