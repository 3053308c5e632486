// A verifier of logs that shares no code with this project: written from the standards (RFC 6962, RFC 9162, C2SP tlog-tiles,
// signed-note and tlog-checkpoint) with Node's own modules, to find out whether both read them alike.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const node = (left, right) => sha256(Buffer.of(1), left, right);

/** RFC 6962, section 2.1: the largest power of two that is smaller than n. */
const split = (n) => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** The tree over hashes of leaves, as the recursion of RFC 6962 has it; each complete subtree is computed once. */
export function treeOver(leaves) {
  const known = new Map();
  const root = (from, to) => {
    if (to - from === 1) return leaves[from];
    const name = from * 2 ** 26 + to;
    const isWhole = Number.isInteger(Math.log2(to - from));
    const before = isWhole ? known.get(name) : undefined;
    if (before) return before;
    const k = split(to - from);
    const hash = node(root(from, from + k), root(from + k, to));
    if (isWhole) known.set(name, hash);
    return hash;
  };
  return { rootOf: (size) => (size === 0 ? sha256() : root(0, size)), span: root };
}

/** RFC 6962, section 2.1.1, read backwards: the root that a path leads to. */
export function rootByPath(leaf, index, size, path) {
  const climb = (i, n, rest) => {
    if (n === 1) return rest.length === 0 ? leaf : null;
    const beside = rest.at(-1);
    if (!beside) return null;
    const k = split(n);
    const below = i < k ? climb(i, k, rest.slice(0, -1)) : climb(i - k, n - k, rest.slice(0, -1));
    return below && (i < k ? node(below, beside) : node(beside, below));
  };
  return index < size ? climb(index, size, path) : null;
}

/** RFC 6962, section 2.1.2, read backwards: the roots of the earlier and the later tree that a path leads to. */
export function rootsByConsistency(from, to, path, earlier) {
  const climb = (m, n, rest, isStart) => {
    if (m === n) {
      if (isStart) return rest.length === 0 ? [earlier, earlier] : null;
      return rest.length === 1 ? [rest[0], rest[0]] : null;
    }
    const beside = rest.at(-1);
    if (!beside) return null;
    const k = split(n);
    const inner =
      m <= k ? climb(m, k, rest.slice(0, -1), isStart) : climb(m - k, n - k, rest.slice(0, -1), false);
    if (!inner) return null;
    return m <= k ? [inner[0], node(inner[1], beside)] : [node(beside, inner[0]), node(beside, inner[1])];
  };
  return climb(from, to, path, true);
}

/** C2SP signed-note with one Ed25519 key; null unless that key signed it. */
export function openNote(note, verifierKey) {
  const [name, id, ...rest] = verifierKey.trim().split('+');
  const key = Buffer.from(rest.join('+'), 'base64');
  const expected = sha256(`${name}\n`, key).subarray(0, 4);
  if (key.length !== 33 || key[0] !== 1 || expected.toString('hex') !== id) return null;
  const end = note.lastIndexOf('\n\n') + 1;
  const text = note.slice(0, end);
  const x = key.subarray(1).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const holds = note
    .slice(end + 1)
    .split('\n')
    .some((line) => {
      const [dash, by, encoded = ''] = line.split(' ');
      const bytes = Buffer.from(encoded, 'base64');
      if (dash !== '—' || by !== name || !bytes.subarray(0, 4).equals(expected)) return false;
      return verify(null, Buffer.from(text), publicKey, bytes.subarray(4));
    });
  const [origin, size, root] = text.split('\n');
  return holds && origin === name ? { origin, size: Number(size), root: Buffer.from(root, 'base64') } : null;
}

/** C2SP tlog-tiles: `x001/234`. */
const numberPath = (n) => {
  const groups = [];
  for (let rest = n; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`${groups.length ? 'x' : ''}${String(rest % 1000).padStart(3, '0')}`);
  }
  return groups.join('/');
};

/** Reads a log from its folder and checks all of it. */
export async function verifyFolder(folder) {
  const problems = [];
  const note = await readFile(join(folder, 'checkpoint'), 'utf8');
  const checkpoint = openNote(note, await readFile(join(folder, 'key'), 'utf8'));
  if (!checkpoint) return { problems: ['the checkpoint is not signed'], timesIn: () => 0, leaves: [], note };
  const { size, root } = checkpoint;
  const places = new Map();
  const leaves = [];
  for (let n = 0; n * 256 < size; n++) {
    const width = Math.min(256, size - n * 256);
    const part = width === 256 ? '' : `.p/${width}`;
    const bundle = await readFile(join(folder, `tile/entries/${numberPath(n)}${part}`));
    const tile = await readFile(join(folder, `tile/0/${numberPath(n)}${part}`));
    if (bundle.length !== width * 34 || tile.length !== width * 32)
      problems.push(`tile ${n} has another length`);
    for (let i = 0; i < width; i++) {
      if (bundle.readUInt16BE(i * 34) !== 32) problems.push(`entry ${leaves.length} has another length`);
      const entry = bundle.subarray(i * 34 + 2, i * 34 + 34);
      const leaf = sha256(Buffer.of(0), entry);
      if (!tile.subarray(i * 32, i * 32 + 32).equals(leaf)) problems.push(`leaf ${leaves.length} is another`);
      const name = entry.toString('hex');
      places.set(name, [...(places.get(name) ?? []), leaves.length]);
      leaves.push(leaf);
    }
  }
  const tree = treeOver(leaves);
  for (let level = 1; size >= 256 ** level; level++) {
    const hashes = Math.floor(size / 256 ** level);
    for (let n = 0; n * 256 < hashes; n++) {
      const width = Math.min(256, hashes - n * 256);
      const tile = await readFile(
        join(folder, `tile/${level}/${numberPath(n)}${width === 256 ? '' : `.p/${width}`}`),
      );
      for (let i = 0; i < width; i++) {
        const at = (n * 256 + i) * 256 ** level;
        const hash = tree.span(at, at + 256 ** level);
        if (!tile.subarray(i * 32, i * 32 + 32).equals(hash))
          problems.push(`hash ${i} of tile ${level}/${n} is another`);
      }
    }
  }
  if (!tree.rootOf(size).equals(root)) problems.push('the entries do not lead to the root');
  const placesOf = (jws) => places.get(sha256(Buffer.from(jws, 'ascii')).toString('hex')) ?? [];
  return { problems, checkpoint, note, leaves, tree, placesOf, timesIn: (jws) => placesOf(jws).length };
}
