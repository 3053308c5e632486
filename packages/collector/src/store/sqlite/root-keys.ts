import { timingSafeEqual } from 'node:crypto';
import type { OperatorKey, Use } from '../../keys/operator.ts';
import { WrongKey } from '../rotation.ts';
import { newKey, open, seal } from '../seal.ts';
import type { Connection } from './file.ts';

/**
 * The keys of a folder, all random, which never change: `wrap` seals the generations of wrapping keys and `first-wrap` is
 * the one before them, `log-key` seals the logs' keys, `seal` what belongs to no subject, `event-id` hashes ids of events.
 */
export type RootKeys = Readonly<Record<(typeof ROOTS)[number], Buffer>>;

const ROOTS = ['first-wrap', 'wrap', 'log-key', 'seal', 'event-id'] as const;

/** What a folder that 0.1.0 made has sealed or hashed by keys derived from the operator's. */
const DERIVED: Readonly<Partial<Record<keyof RootKeys, Use>>> = {
  'first-wrap': 'wrap',
  'event-id': 'event-id',
};
/** And one that has logs or generations already, from between 0.1.0 and this version. */
const DERIVED_TOO: typeof DERIVED = { ...DERIVED, wrap: 'wrap', 'log-key': 'log-key', seal: 'seal' };

/**
 * The root keys of a file of keys, made at its first start. Throws `WrongKey` with another operator's key than theirs:
 * all that is sealed would be lost without a word, and new rows sealed by the wrong one.
 */
export function openRootKeys(keys: Connection, operator: OperatorKey): RootKeys {
  const sign = keys.prepare('INSERT INTO operator (id, proof) VALUES (1, ?) ON CONFLICT DO NOTHING');
  return keys
    .transaction(() => {
      const isNew = sign.run(operator.sub('proof')).changes > 0;
      prove(keys, operator);
      if (count(keys, 'root_keys') === 0) make(keys, operator, isNew);
      return read(keys, operator);
    })
    .immediate();
}

/** Seals the root keys by another operator's key: at once, or not at all. Throws `WrongKey` if `from` is not theirs. */
export function exchange(keys: Connection, from: OperatorKey, next: () => OperatorKey, at: string): void {
  keys
    .transaction(() => {
      prove(keys, from);
      const to = next();
      if (hasSealed(keys, to))
        throw new WrongKey("The new operator's key is the one that there is: make another.");
      const until = exchangedAt(keys, to.sub('proof'));
      if (until)
        throw new WrongKey(`The new operator's key is one that was exchanged on ${until}: make another.`);
      put(keys, to, read(keys, from));
      keys.prepare('INSERT INTO operator_before (proof, until) VALUES (?, ?)').run(from.sub('proof'), at);
      keys.prepare('UPDATE operator SET proof = ?').run(to.sub('proof'));
    })
    .immediate();
}

/** Whether it is the operator's key that sealed what goes with these keys. */
export function hasSealed(keys: Connection, operator: OperatorKey): boolean {
  const proof = operator.sub('proof');
  const kept = proofOf(keys);
  return kept?.length === proof.length && timingSafeEqual(kept, proof);
}

/** Tells, without opening anything, which operator's key it is. */
export const proofOf = (keys: Connection): Buffer | undefined =>
  keys.prepare<[], Buffer>('SELECT proof FROM operator').pluck().get();

/** When the operator's key with this proof was exchanged; null if it never was one of these. */
export function exchangedAt(keys: Connection, proof: Buffer | undefined): string | null {
  // Who only looks at a file that 0.1.0 made finds no such table.
  if (!keys.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'operator_before'").get()) return null;
  const find = keys.prepare<[Buffer | undefined], string>(
    'SELECT until FROM operator_before WHERE proof = ?',
  );
  return find.pluck().get(proof) ?? null;
}

function prove(keys: Connection, operator: OperatorKey): void {
  if (hasSealed(keys, operator)) return;
  const until = exchangedAt(keys, operator.sub('proof'));
  throw new WrongKey(
    until === null
      ? "This is not the operator's key that sealed what is stored in this folder."
      : `This operator's key was exchanged on ${until} and opens nothing any more: give the one that took its place, in operator.key, with --key-file or with --key-command.`,
  );
}

function make(keys: Connection, operator: OperatorKey, isNew: boolean): void {
  const inUse = count(keys, 'log_keys') + count(keys, 'wrapping') > 0;
  const derived = isNew ? {} : inUse ? DERIVED_TOO : DERIVED;
  const made = ROOTS.map((root) => {
    const use = derived[root];
    return [root, use ? operator.sub(use) : newKey()] as const;
  });
  put(keys, operator, Object.fromEntries(made) as RootKeys);
}

function put(keys: Connection, operator: OperatorKey, roots: RootKeys): void {
  const set = keys.prepare('INSERT OR REPLACE INTO root_keys (use, sealed) VALUES (?, ?)');
  const wrapper = operator.sub('root');
  for (const root of ROOTS) set.run(root, seal(wrapper, aboutOf(root), roots[root]));
}

function read(keys: Connection, operator: OperatorKey): RootKeys {
  const find = keys.prepare<[string], Buffer>('SELECT sealed FROM root_keys WHERE use = ?').pluck();
  const wrapper = operator.sub('root');
  const opened = ROOTS.map((root) => {
    const sealed = find.get(root);
    const key = sealed && open(wrapper, aboutOf(root), sealed);
    if (!key)
      throw new Error(`The root key ${root} in keys.db was changed, or is not there: restore keys.db.`);
    return [root, key] as const;
  });
  return Object.fromEntries(opened) as RootKeys;
}

const aboutOf = (root: string): string => `root-key|${root}`;

const count = (keys: Connection, table: string): number =>
  keys.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
