import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type Bytes,
  COSIGNATURE,
  ED25519,
  formatBundle,
  formatCheckpoint,
  formatVerifier,
  fromBase64,
  keyIdOf,
  leafHash,
  parseBundle,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  parseVerifier,
  signatureLine,
  tilePath,
  tilesAt,
  tilesOf,
  type Verifier,
  verifyConsistency,
  verifyInclusion,
  verifyNote,
} from '@sayso/protocol/log';
import { describe, expect, test } from 'vitest';

// biome-ignore lint/suspicious/noExplicitAny: vectors, as they are given.
type Given = any;
const vectors = (name: string): Given =>
  JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8'));
const hex = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const sha256 = (data: Uint8Array): Bytes => new Uint8Array(createHash('sha256').update(data).digest());
const ed25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  verify(
    null,
    message,
    createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    }),
    signature,
  );

describe('merkle.json', () => {
  const { leaves, leafHashes, roots, inclusion, consistency, invalid } = vectors('merkle');
  test('leaves hash to what they should', async () => {
    expect(leaves).toHaveLength(8);
    for (const [n, leaf] of leaves.entries())
      expect(toHex(await leafHash(hex(leaf), sha256))).toBe(leafHashes[n]);
  });
  test.each(inclusion as Given[])('leaf $index is in the tree of $size', async ({ index, size, proof }) => {
    const claim = {
      leaf: hex(leafHashes[index]),
      index,
      size,
      path: proof.map(hex),
      root: hex(roots[size]),
    };
    expect(await verifyInclusion(claim, sha256)).toBe(true);
  });
  test.each(consistency as Given[])(
    'the tree of $to grew out of that of $from',
    async ({ from, to, proof }) => {
      const claim = { from, fromRoot: hex(roots[from]), to, toRoot: hex(roots[to]), path: proof.map(hex) };
      expect(await verifyConsistency(claim, sha256)).toBe(true);
    },
  );
  test.each(invalid as Given[])('no proof: $kind, $why', async (claim) => {
    const path = claim.proof.map(hex);
    const holds =
      claim.kind === 'inclusion'
        ? verifyInclusion({ ...claim, leaf: hex(claim.leafHash), path, root: hex(claim.root) }, sha256)
        : verifyConsistency(
            { ...claim, path, fromRoot: hex(claim.fromRoot), toRoot: hex(claim.toRoot) },
            sha256,
          );
    expect(await holds).toBe(false);
  });
});

describe('tiles.json', () => {
  const { index, full, layout, rejectPaths, entryBundle } = vectors('tiles');
  test.each(index as Given[])('tile $n is at $path', ({ n, path }) => {
    const tile = { level: 0, n, width: 256 };
    expect(tilePath(tile)).toBe(`tile/0/${path}`);
    expect(parseTilePath(`tile/0/${path}`)).toEqual(tile);
  });
  test.each(full as Given[])('$path', ({ level, entries, n, w, path }) => {
    const tile = { level: entries ? ('entries' as const) : level, n, width: w ?? 256 };
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });
  test.each(layout as Given[])('a tree of $size has these tiles', ({ size, levels }) => {
    for (const { level, full, partialWidth, partialPath } of levels) {
      expect(tilesAt(level, size)).toEqual({ full, width: partialWidth });
      if (partialPath) expect(tilePath({ level, n: full, width: partialWidth })).toBe(partialPath);
    }
    const all = [...tilesOf(size)].map(tilePath);
    expect(all).toHaveLength(
      levels.reduce(
        (sum: number, { full, partialWidth }: { full: number; partialWidth: number }) =>
          sum + full + (partialWidth ? 1 : 0),
        0,
      ),
    );
  });
  test.each(rejectPaths as string[])('%s is no path', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
  test('entries are bundled', () => {
    const entries = entryBundle.entriesUtf8.map((text: string) => new Uint8Array(Buffer.from(text)));
    expect(toHex(formatBundle(entries))).toBe(entryBundle.bytesHex);
    expect(parseBundle(hex(entryBundle.bytesHex))).toEqual(entries);
  });
});

describe('checkpoint.json', () => {
  const given = vectors('checkpoint');
  const log: Verifier = {
    name: given.origin,
    keyId: hex(given.keyIdHex),
    type: ED25519,
    publicKey: hex(given.publicKeyHex),
  };
  const signers = async (note: string, ...known: Verifier[]): Promise<string[] | null> => {
    const parsed = parseNote(note);
    const signed = parsed && (await verifyNote(parsed, known, ed25519));
    return signed ? signed.map(({ name }) => name) : null;
  };
  /** As a reader has to: the note by the log's key, and in it a checkpoint of this log. */
  const accepts = async (note: string, ...known: Verifier[]): Promise<boolean> => {
    const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
    return checkpoint?.origin === log.name && !!(await signers(note, log, ...known))?.includes(log.name);
  };

  test('the key has its id and its text', async () => {
    expect(toHex(await keyIdOf(log.name, ED25519, log.publicKey, sha256))).toBe(given.keyIdHex);
    expect(formatVerifier(log)).toBe(given.vkey);
    expect(await parseVerifier(given.vkey, sha256)).toEqual(log);
    expect(await parseVerifier(given.vkey.replace('df4dd677', 'df4dd678'), sha256)).toBeNull();
  });
  test.each(given.checkpoints as Given[])('the checkpoint of size $size', async (one) => {
    const checkpoint = { origin: given.origin, size: one.size, root: hex(one.rootHex) };
    expect(formatCheckpoint(checkpoint)).toBe(one.textUtf8);
    expect(parseCheckpoint(one.textUtf8)).toEqual(checkpoint);
    const signature = fromBase64(one.signatureLineBase64) ?? hex('');
    const line = signatureLine({
      name: log.name,
      keyId: signature.slice(0, 4),
      signature: signature.slice(4),
    });
    expect(`${one.textUtf8}\n${line}`).toBe(one.noteUtf8);
    expect(await accepts(one.noteUtf8)).toBe(true);
  });
  test.each(given.invalid as Given[])('refused: $why', async ({ noteUtf8 }) => {
    expect(await accepts(noteUtf8)).toBe(false);
  });
  test('a signature by somebody unknown is passed over', async () => {
    expect(await accepts(given.unknownSignatureIgnored.noteUtf8)).toBe(true);
  });
  test('a witness’s signature holds with its time, and a changed one spoils the note', async () => {
    const { witnessName, publicKeyHex, keyIdHex, timestamp, noteUtf8 } = given.cosignature;
    const witness: Verifier = {
      name: witnessName,
      type: COSIGNATURE,
      keyId: hex(keyIdHex),
      publicKey: hex(publicKeyHex),
    };
    expect(toHex(await keyIdOf(witnessName, COSIGNATURE, witness.publicKey, sha256))).toBe(keyIdHex);
    const note = parseNote(noteUtf8);
    expect(note && (await verifyNote(note, [log, witness], ed25519))).toEqual([
      { name: log.name, type: ED25519 },
      { name: witnessName, type: COSIGNATURE, time: timestamp },
    ]);
    expect(await accepts(noteUtf8.replace('Au6K', 'Au6L'), witness)).toBe(false);
  });
  test('a note of Go’s own documentation holds', async () => {
    const verifier = await parseVerifier(given.external.vkey, sha256);
    expect(verifier && (await signers(given.external.noteUtf8, verifier))).toEqual(['PeterNeumann']);
  });
});
