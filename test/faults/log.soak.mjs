// `npm run soak -- log [--receipts=10000] [--size=70000]`: a log that grows to many sizes, each checked by a verifier that
// shares no code with ours: every receipt's proof, and 100 proofs that one log grew out of another.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { consistencyPath, tilePath } from '@sayso/protocol/log';
import { openNote, rootByPath, rootsByConsistency, verifyFolder } from '../conformance/independent.mjs';
import { appOn, openLogStore } from './log-store.mjs';
import { randomFrom } from './random.mjs';

const { values } = parseArgs({
  options: { receipts: { type: 'string' }, size: { type: 'string' }, seed: { type: 'string' } },
});
const receipts = Number(values.receipts ?? 10_000);
const size = Number(values.size ?? 70_000);
const seed = Number(values.seed ?? Date.now() >>> 0);
const random = randomFrom(seed);
const problems = [];
const data = mkdtempSync(join(tmpdir(), 'sayso-log-'));
const opened = await openLogStore(data, (line) => problems.push(line));
const { store, signing, sequencer, site } = opened;
const app = appOn(opened, data);
try {
  const at = new Date().toISOString();
  const held = [];
  const seen = [];
  let count = 0;
  while (count < size) {
    const more = Math.min(size - count, 1 + Math.floor(random() ** 3 * 2_000));
    await site.write(async (tx) => {
      for (let n = 0; n < more; n++, count++) {
        const jws = await signing.sign('sayso-receipt+jwt', { n: count, salt: random() });
        const isKept = held.length * size < (count + 1) * receipts;
        if (!isKept) await tx.addStatement(jws);
        else {
          const id = `r${count}`;
          await tx.addReceipt({ id, subject: null, jws, bodyHash: id, effective: true, receivedAt: at });
          held.push({ id, jws });
        }
      }
    });
    await sequencer.turn();
    const key = await readFile(join(data, 'log/shop/key'), 'utf8');
    seen.push(openNote(await readFile(join(data, 'log/shop/checkpoint'), 'utf8'), key));
  }
  const { problems: found, checkpoint, leaves, placesOf } = await verifyFolder(join(data, 'log/shop'));
  problems.push(...found);
  if (checkpoint?.size !== size) problems.push(`the log has ${checkpoint?.size} entries, not ${size}`);
  const began = performance.now();
  for (const { id, jws } of held) {
    const {
      index,
      size: of,
      path,
    } = await (await app.request(`http://localhost/v1/shop/receipts/${id}/proof`)).json();
    const places = placesOf?.(jws) ?? [];
    const root = rootByPath(
      leaves[index],
      index,
      of,
      path.map((hash) => Buffer.from(hash, 'base64')),
    );
    if (places.length !== 1 || places[0] !== index || !root?.equals(checkpoint?.root))
      problems.push(`receipt ${id}`);
  }
  const each = (performance.now() - began) / held.length;
  const sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest());
  const tile = (wanted) => readFile(join(data, 'log/shop', tilePath(wanted)));
  for (let n = 0; n < 100; n++) {
    const earlier = seen[Math.floor(random() * seen.length)];
    const path = (await consistencyPath(earlier.size, size, tile, sha256)) ?? [];
    const roots = rootsByConsistency(
      earlier.size,
      size,
      path.map((hash) => Buffer.from(hash)),
      earlier.root,
    );
    if (!roots?.[0].equals(earlier.root) || !roots[1].equals(checkpoint?.root))
      problems.push(`from ${earlier.size}`);
  }
  console.log(
    `seed ${seed}: ${held.length} receipts in ${size} entries, ${seen.length} checkpoints; ${each.toFixed(2)} ms a proof.`,
  );
} finally {
  await sequencer.stop();
  await store.close();
  rmSync(data, { recursive: true, force: true });
}
for (const problem of problems.slice(0, 20)) console.log(`PROBLEM: ${problem}`);
console.log(problems.length === 0 ? 'All of it holds.' : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
