import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Bytes,
  fromBase64,
  parseBundle,
  parseCheckpoint,
  parseNote,
  parseVerifier,
  tilePath,
  tilesOf,
  treeRoot,
  verifyInclusion,
  verifyNote,
} from '@sayso/protocol/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Collector, NO, startCollector, YES } from './harness.ts';

const sha256 = (data: Uint8Array): Bytes => new Uint8Array(createHash('sha256').update(data).digest());
const ed25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
};
/** C2SP tlog-tiles: an entry is the SHA-256 of the JWS, a leaf that of a zero byte and the entry. */
const leafOf = (jws: string): Bytes =>
  sha256(Buffer.concat([Buffer.of(0), sha256(Buffer.from(jws, 'ascii'))]));

let collector: Collector;
let receipts: { id: string; jws: string }[];

beforeAll(async () => {
  collector = await startCollector();
  receipts = [];
  for (let n = 0; n < 300; n++) {
    const { json } = await collector.visitor().say(NO);
    receipts.push({ id: json.id, jws: json.receipt });
  }
  await collector.integrate();
}, 60_000);
afterAll(() => collector.close());

const get = (path: string, headers = {}): Promise<Answer> => collector.request(path, { headers });
const bytesOf = async (path: string): Promise<Uint8Array | null> => {
  const response = await collector.app.request(`https://collector.example/log/shop/${path}`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
};
async function checkpointOf(note: string) {
  const log = await parseVerifier((await get('/log/shop/key')).text.trim(), sha256);
  const parsed = parseNote(note);
  if (!log || !parsed) throw new Error('no note, or no key');
  expect(await verifyNote(parsed, [log], ed25519)).toEqual([{ name: 'log.example/shop', type: 1 }]);
  const checkpoint = parseCheckpoint(parsed.text);
  if (!checkpoint) throw new Error('no checkpoint');
  return checkpoint;
}

test('the checkpoint is signed by the log’s own key, which signs no receipts, and names the log', async () => {
  const { text, headers } = await get('/log/shop/checkpoint');
  // The policy is an entry too.
  expect(await checkpointOf(text)).toMatchObject({ origin: 'log.example/shop', size: 301 });
  expect(headers.get('cache-control')).toBe('public, max-age=1');
  expect(headers.get('access-control-allow-origin')).toBe('*');
  const { keys } = (await get('/.well-known/jwks.json')).json;
  const log = Buffer.from((await get('/log/shop/key')).text.trim().split('+')[2] ?? '', 'base64').subarray(1);
  expect(keys.map(({ x }: { x: string }) => x)).not.toContain(log.toString('base64url'));
});

test('the tiles and entries that the standard asks for are there, by HTTP as in the folder, and make the root', async () => {
  const { root, size } = await checkpointOf((await get('/log/shop/checkpoint')).text);
  expect(await treeRoot(size, (tile) => bytesOf(tilePath(tile)), sha256)).toEqual(root);
  for (const tile of tilesOf(size)) {
    const path = tilePath(tile);
    expect(readFileSync(join(collector.folder, 'log/shop', path)), path).toEqual(
      Buffer.from((await bytesOf(path)) ?? []),
    );
    if (tile.level > 0) continue;
    const entries = parseBundle((await bytesOf(tilePath({ ...tile, level: 'entries' }))) ?? new Uint8Array());
    expect(entries).toHaveLength(tile.width);
    const leaves = (entries ?? []).map((entry) => sha256(Buffer.concat([Buffer.of(0), entry])));
    expect(Buffer.concat(leaves)).toEqual(Buffer.from((await bytesOf(path)) ?? []));
  }
  expect(readFileSync(join(collector.folder, 'log/shop/checkpoint'), 'utf8')).toBe(
    (await get('/log/shop/checkpoint')).text,
  );
  expect(readFileSync(join(collector.folder, 'log/shop/key'), 'utf8')).toBe(
    (await get('/log/shop/key')).text,
  );
  // Nothing of a full tile's earlier forms, and no draft.
  const files = readdirSync(join(collector.folder, 'log/shop'), { recursive: true }).map(String).sort();
  expect(files.filter((name) => /\.new$|\/000\.p/.test(name) && !name.startsWith('tile/1'))).toEqual([]);
});

test('each receipt is proven to be in the log, by its id and by its leaf', async () => {
  for (const { id, jws } of [receipts[0], receipts[255], receipts.at(-1)].filter(
    (one) => one !== undefined,
  )) {
    const byId = await get(`/v1/shop/receipts/${id}/proof`);
    expect(byId.headers.get('access-control-allow-origin')).toBe('*');
    const byLeaf = await get(`/v1/shop/proof?leaf=${Buffer.from(leafOf(jws)).toString('hex')}`);
    expect(byLeaf.json).toEqual(byId.json);
    const { index, size, path, checkpoint } = byId.json;
    expect(Object.keys(byId.json)).toEqual(['index', 'size', 'path', 'checkpoint']);
    const { root } = await checkpointOf(checkpoint);
    const claim = { leaf: leafOf(jws), index, size, path: path.map(fromBase64), root };
    expect(await verifyInclusion(claim, sha256)).toBe(true);
  }
});

test('what never changes may be kept for ever, what grows may not', async () => {
  const full = await get('/log/shop/tile/0/000');
  expect(full.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(full.headers.get('content-type')).toBe('application/octet-stream');
  expect((await get('/log/shop/tile/0/001.p/45')).headers.get('cache-control')).toBe('public, max-age=60');
  for (const path of ['tile/0/000', 'checkpoint', 'key', 'tile/entries/000']) {
    const etag = (await get(`/log/shop/${path}`)).headers.get('etag') ?? '';
    expect(await get(`/log/shop/${path}`, { 'if-none-match': etag })).toMatchObject({
      status: 304,
      text: '',
    });
  }
  // A narrower form of a full tile is its beginning: whoever has an older checkpoint can go on.
  expect(await bytesOf('tile/0/000.p/3')).toEqual((await bytesOf('tile/0/000'))?.slice(0, 96));
  expect((await bytesOf('tile/entries/001.p/2'))?.length).toBe(68);
});

test.each([
  'tile/0/000.p/0',
  'tile/0/000.p/257',
  'tile/0/001',
  'tile/0/001.p/46',
  'tile/0/002',
  'tile/2/000.p/1',
  'tile/1/000',
  'tile/0/0',
  'tile/0/x000/000',
  'tile/0/..%2f..%2f..%2fsayso.db',
  'tile/entries/../../../signing.key',
  'tile/0/%2e%2e/%2e%2e/%2e%2e/%2e%2e/keys.db',
  'tile/',
  'tile/64/000',
  'tile/0/000.new',
  'checkpoint/',
  'checkpoint.new',
  '..%2fshop%2fcheckpoint',
  'tile/0/000%00',
  '%ff',
])('/log/shop/%s leads to nothing', async (path) => {
  expect((await get(`/log/shop/${path}`)).status).toBe(404);
});

test('a proof that can’t be given is refused with a reason', async () => {
  expect((await get('/log/nobody/checkpoint')).json.code).toBe('unknown-site');
  expect(await get('/v1/shop/proof?leaf=zz')).toMatchObject({ status: 422 });
  expect(await get('/v1/shop/proof')).toMatchObject({ status: 422 });
  expect((await get(`/v1/shop/proof?leaf=${'0'.repeat(64)}`)).json.code).toBe('not-integrated');
  expect((await get('/v1/shop/receipts/x/proof')).json.code).toBe('not-found');
});

test('a receipt has no proof until it is in the log, and one that was erased is found by its leaf alone', async () => {
  const visitor = collector.visitor();
  const { json } = await visitor.say(YES);
  expect((await get(`/v1/shop/receipts/${json.id}/proof`)).json.code).toBe('not-integrated');
  const leaf = Buffer.from(leafOf(json.receipt)).toString('hex');
  expect((await get(`/v1/shop/proof?leaf=${leaf}`)).status).toBe(404);
  await collector.integrate();
  expect((await get(`/v1/shop/receipts/${json.id}/proof`)).status).toBe(200);
  await visitor.erase();
  await collector.integrate();
  expect((await get(`/v1/shop/receipts/${json.id}/proof`)).status).toBe(404);
  const { index, size, path, checkpoint } = (await get(`/v1/shop/proof?leaf=${leaf}`)).json;
  const { root } = await checkpointOf(checkpoint);
  const claim = { leaf: leafOf(json.receipt), index, size, path: path.map(fromBase64), root };
  expect(await verifyInclusion(claim, sha256)).toBe(true);
  // The tombstone is an entry as well.
  expect(size).toBe(303);
});
