import { webcrypto } from 'node:crypto';
import {
  type Bytes,
  consistencyPath,
  Edge,
  formatCheckpoint,
  formatVerifier,
  inclusionPath,
  keyIdOf,
  leafHash,
  type ReadTile,
  signatureLine,
  toBase64,
} from '@sayso/protocol/log';
import { beforeAll, expect, test } from 'vitest';
import { type Call, checkAll } from './log-check.ts';

const { subtle } = webcrypto as Crypto;
const sha256 = async (data: Bytes): Promise<Bytes> => new Uint8Array(await subtle.digest('SHA-256', data));
const text = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const ORIGIN = 'log.example/shop';
const NOW = Date.UTC(2026, 10, 21);
const PAYLOAD = { site: 'shop', log: ORIGIN, receivedAt: '2026-11-20T00:00:00Z', mmd: 86_400 };

let receiptKey: CryptoKeyPair;
let logKey: CryptoKeyPair;
beforeAll(async () => {
  receiptKey = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  logKey = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
});

async function receipt(payload: object = PAYLOAD): Promise<string> {
  const body = `${text({ alg: 'EdDSA', typ: 'sayso-receipt+jwt', kid: 'k' })}.${text(payload)}`;
  const signature = await subtle.sign('Ed25519', receiptKey.privateKey, new TextEncoder().encode(body));
  return `${body}.${Buffer.from(signature).toString('base64url')}`;
}

/** A log of these texts, which answers as a collector does. `at`: what it was made of when it was seen before. */
async function logOf(all: readonly string[], { origin = ORIGIN } = {}) {
  const edge = new Edge(sha256);
  const leaves: Bytes[] = [];
  const notes = [''];
  const publicKey = new Uint8Array(await subtle.exportKey('raw', logKey.publicKey));
  const keyId = await keyIdOf(origin, 1, publicKey, sha256);
  for (const one of all) {
    const leaf = await leafHash(await sha256(new Uint8Array(Buffer.from(one))), sha256);
    leaves.push(leaf);
    await edge.append(leaf);
    const said = formatCheckpoint({ origin, size: edge.size, root: await edge.root() });
    const signature = new Uint8Array(
      await subtle.sign('Ed25519', logKey.privateKey, new TextEncoder().encode(said)),
    );
    notes.push(`${said}\n${signatureLine({ name: origin, keyId, signature })}`);
  }
  const size = leaves.length;
  const note = notes[size] ?? '';
  const read: ReadTile = async () => new Uint8Array(Buffer.concat(leaves));
  const jwk = { ...(await subtle.exportKey('jwk', receiptKey.publicKey)), kid: 'k' };
  const answers: Record<string, (query: string) => Promise<unknown>> = {
    '/.well-known/jwks.json': async () => ({ keys: [jwk] }),
    '/v1/shop/proof': async (query) => {
      const index = leaves.findIndex((leaf) => Buffer.from(leaf).toString('hex') === query.split('=')[1]);
      const path = index < 0 ? null : await inclusionPath(index, size, read, sha256);
      return path && { index, size, path: path.map(toBase64), checkpoint: note };
    },
    '/v1/shop/log': async (query) => {
      const from = Number(query.split('=')[1]);
      const path = from && from <= size ? await consistencyPath(from, size, read, sha256) : null;
      const key = formatVerifier({ name: origin, keyId, type: 1, publicKey });
      return { key, checkpoint: note, size, ...(path ? { path: path.map(toBase64) } : {}) };
    },
  };
  const call: Call = async (path) => {
    const [name = '', query = ''] = path.split('?');
    const body = await answers[name]?.(query);
    return body ? { status: 200, body } : { status: 404 };
  };
  return { call, note, noteAt: (n: number) => notes[n] ?? '' };
}

function memory(first: string | null = null) {
  let kept = first;
  const keep = (note: string): void => {
    kept = note;
  };
  return { read: () => kept, keep, kept: () => kept };
}

test('a receipt that is signed and in the log is right, and the checkpoint is what is seen next', async () => {
  const jws = await receipt();
  const log = await logOf(['a', jws, 'b']);
  const seen = memory(log.noteAt(1));
  expect(await checkAll(jws, 'shop', log.call, subtle, seen, NOW)).toEqual({
    signature: 'right',
    log: { is: 'in', origin: ORIGIN, index: 1, size: 3 },
  });
  expect(seen.kept()).toBe(log.note);
});

test('one that is not in it is not yet, until its time is over', async () => {
  const jws = await receipt();
  const { call } = await logOf(['a', 'b']);
  const at = async (now: number) => (await checkAll(jws, 'shop', call, subtle, memory(), now)).log;
  expect(await at(NOW - 1)).toEqual({ is: 'not-yet', late: false });
  expect(await at(NOW + 1)).toEqual({ is: 'not-yet', late: true });
});

test('a history that is another than the one that was seen is wrong, longer or shorter, and not kept', async () => {
  const jws = await receipt();
  const seenBefore = await logOf(['a', 'x', 'y']);
  const rewritten = await logOf(['a', jws, 'b', 'c']);
  const seen = memory(seenBefore.note);
  const checked = await checkAll(jws, 'shop', rewritten.call, subtle, seen, NOW);
  expect(checked.log).toEqual({ is: 'wrong', why: 'history' });
  expect(seen.kept()).toBe(seenBefore.note);
  const longer = await logOf(['a', jws, 'b', 'c', 'd']);
  const cut = await logOf(['a', jws]);
  expect((await checkAll(jws, 'shop', cut.call, subtle, memory(longer.note), NOW)).log).toEqual({
    is: 'wrong',
    why: 'history',
  });
});

test('a proof that leads elsewhere, a checkpoint of another key or of another log is wrong', async () => {
  const jws = await receipt();
  const log = await logOf(['a', jws, 'b']);
  const other = await logOf(['a', jws, 'b'], { origin: 'log.example/other' });
  const check = async (call: Call) => (await checkAll(jws, 'shop', call, subtle, memory(), NOW)).log;
  expect(await check(other.call)).toEqual({ is: 'wrong', why: 'checkpoint' });
  const bent: Call = async (path) => {
    const answer = await log.call(path);
    if (!path.includes('/proof')) return answer;
    return { status: 200, body: { ...(answer.body as object), index: 0 } };
  };
  expect(await check(bent)).toEqual({ is: 'wrong', why: 'path' });
  const unsigned: Call = async (path) => {
    const answer = await log.call(path);
    return path.includes('/log') ? { status: 200, body: { ...(answer.body as object), key: '' } } : answer;
  };
  expect(await check(unsigned)).toEqual({ is: 'wrong', why: 'checkpoint' });
});

test('no answer, or one of another kind, is told apart from a wrong one', async () => {
  const jws = await receipt();
  const log = await logOf(['a', jws]);
  const nothing: Call = async () => ({ status: 0 });
  expect(await checkAll(jws, 'shop', nothing, subtle, memory(), NOW)).toEqual({
    signature: 'unknown',
    log: { is: 'unknown' },
  });
  const odd: Call = async (path) => (path.includes('/v1/') ? { status: 200, body: null } : log.call(path));
  expect((await checkAll(jws, 'shop', odd, subtle, memory(), NOW)).log).toEqual({ is: 'unknown' });
  expect((await checkAll(jws, 'shop', log.call, undefined, memory(), NOW)).signature).toBe('unable');
});

test('the last character of a signature counts too', async () => {
  const jws = await receipt();
  const last = jws.at(-1) ?? '';
  const { call } = await logOf(['a', jws]);
  const other = `${jws.slice(0, -1)}${String.fromCharCode(last.charCodeAt(0) + 1)}`;
  expect((await checkAll(other, 'shop', call, subtle, memory(), NOW)).signature).toBe('wrong');
});
