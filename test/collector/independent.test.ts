import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { consistencyPath, type ReadTile } from '@sayso/protocol/log';
import { expect, test } from 'vitest';
import { openNote, rootByPath, rootsByConsistency, verifyFolder } from '../conformance/independent.mjs';
import { NO, startCollector } from './harness.ts';

const SIZES = [1, 2, 3, 5, 8, 13, 100, 255, 256, 257, 300, 513, 600];

test('a verifier that shares no code with ours finds every receipt at its place, and each log in the one after it', async () => {
  const collector = await startCollector();
  const folder = join(collector.folder, 'log/shop');
  const receipts: { id: string; jws: string }[] = [];
  const seen: { size: number; root: Buffer }[] = [];
  for (const size of SIZES) {
    // The policy is the first entry.
    while (receipts.length + 1 < size) {
      const { json } = await collector.visitor().say(NO);
      receipts.push({ id: json.id, jws: json.receipt });
    }
    await collector.integrate();
    const { problems, checkpoint } = await verifyFolder(folder);
    expect(problems).toEqual([]);
    expect(checkpoint?.size).toBe(size);
    if (checkpoint) seen.push(checkpoint);
  }

  const log = await verifyFolder(folder);
  const key = (await collector.request('/log/shop/key')).text;
  for (const [n, { id, jws }] of receipts.entries()) {
    expect(log.placesOf?.(jws)).toEqual([n + 1]);
    const { json } = await collector.request(`/v1/shop/receipts/${id}/proof`);
    const path = json.path.map((hash: string) => Buffer.from(hash, 'base64'));
    const root = openNote(json.checkpoint, key)?.root;
    expect(rootByPath(log.leaves[n + 1], json.index, json.size, path), id).toEqual(root);
  }

  const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());
  const last = seen.at(-1);
  const read: ReadTile = async ({ level, n, width }) =>
    readFile(join(folder, `tile/${level}/00${n}${width === 256 ? '' : `.p/${width}`}`));
  for (const { size, root } of seen) {
    const path = await consistencyPath(size, 600, read, sha256);
    const roots = rootsByConsistency(
      size,
      600,
      (path ?? []).map((hash) => Buffer.from(hash)),
      root,
    );
    expect(roots, `${size}`).toEqual([root, last?.root]);
  }
  await collector.close();
}, 120_000);

test('that verifier would not take a path that leads elsewhere', () => {
  const hash = (n: number): Buffer => createHash('sha256').update(`${n}`).digest();
  const root = rootByPath(hash(0), 0, 2, [hash(1)]);
  expect(root).not.toBeNull();
  expect(rootByPath(hash(0), 1, 2, [hash(1)])).not.toEqual(root);
  expect(rootByPath(hash(0), 0, 2, [])).toBeNull();
  expect(rootByPath(hash(0), 0, 2, [hash(1), hash(2)])).toBeNull();
  expect(rootsByConsistency(1, 2, [], hash(0))).toBeNull();
});
