import { carryClosings, carryRequests, carryTrail } from './carry-operating.ts';
import type { Connection } from './file.ts';
import type { RootKeys } from './root-keys.ts';
import { type Rows, removeSubject, rowsOf } from './rows.ts';

/** What a restored database got from the one that it takes the place of. */
export interface Carried {
  /** Whether that one could be read. */
  read: boolean;
  erasures: number;
  /** Subjects whose newer word stands. */
  subjects: number;
  /** Entries of the logs. */
  entries: number;
  /** Which they are: of the receipts among them most have only the hash left. */
  ranges: { site: string; from: number; to: number }[];
}

interface Leaf {
  site: string;
  idx: number;
  hash: Buffer;
}

const NOTHING: Carried = { read: false, erasures: 0, subjects: 0, entries: 0, ranges: [] };

/**
 * Nobody's erasure, and nobody's word, goes back because data does; and a log that was published is not written a second
 * time. `from`: the database until now; null if there is none that can be read.
 */
export function carryOver(
  into: Connection,
  from: Connection | null,
  roots: Pick<RootKeys, 'event-id' | 'seal'>,
): Carried {
  if (!from) return NOTHING;
  const rows = rowsOf(into, roots);
  return into
    .transaction((): Carried => {
      const sites = new Set(rows.sites.all().map(({ id }) => id));
      try {
        carryPolicies(into, from, sites);
        carryRevocations(into, from);
        carryTrail(into, from);
        const carried = {
          read: true,
          ...carryLog(into, from, sites),
          erasures: carryErasures(rows, from, sites),
          subjects: carryWords(rows, into, from, sites),
        };
        carryRequests(into, from);
        carryClosings(into, from);
        return carried;
      } catch (error) {
        throw new Error(
          'The database in the folder can be read only in part: move it away to go on without it.',
          {
            cause: error,
          },
        );
      } finally {
        for (const sums of [rows.events.held.pending, ...rows.tallies.pending]) {
          sums.kept();
          sums.preparing();
        }
      }
    })
    .immediate();
}

/** Entries that came after the backup: their hashes, and those that are no receipts whole. */
function carryLog(
  into: Connection,
  from: Connection,
  sites: ReadonlySet<string>,
): Pick<Carried, 'entries' | 'ranges'> {
  const size = into.prepare<[string], number>('SELECT count(*) FROM leaves WHERE site = ?').pluck();
  const last = into
    .prepare<[string, number], Buffer>('SELECT hash FROM leaves WHERE site = ? AND idx = ?')
    .pluck();
  const there = from
    .prepare<[string, number], Buffer>('SELECT hash FROM leaves WHERE site = ? AND idx = ?')
    .pluck();
  const since = from.prepare<[string, number], Leaf>(
    'SELECT site, idx, hash FROM leaves WHERE site = ? AND idx >= ? ORDER BY idx',
  );
  const add = into.prepare('INSERT INTO leaves (site, idx, hash) VALUES (?, ?, ?)');
  const statements = from.prepare<[string, number], { leaf: number; typ: string; jws: string }>(
    'SELECT leaf, typ, jws FROM statements WHERE site = ? AND leaf >= ?',
  );
  const addStatement = into.prepare('INSERT INTO statements (site, leaf, typ, jws) VALUES (?, ?, ?, ?)');
  let entries = 0;
  const ranges: Carried['ranges'] = [];
  for (const site of sites) {
    const from_ = size.get(site) ?? 0;
    const [mine, theirs] = [last.get(site, from_ - 1), there.get(site, from_ - 1)];
    if (from_ > 0 && theirs && mine && !mine.equals(theirs))
      throw new Error(`The log of ${site} in the backup is another one than the folder's.`);
    for (const { idx, hash } of since.all(site, from_)) {
      add.run(site, idx, hash);
      entries++;
    }
    for (const { leaf, typ, jws } of statements.all(site, from_)) addStatement.run(site, leaf, typ, jws);
    const to = size.get(site) ?? 0;
    if (to > from_) ranges.push({ site, from: from_, to });
  }
  return { entries, ranges };
}

/** Published versions are public: none is given a second time. */
function carryPolicies(into: Connection, from: Connection, sites: ReadonlySet<string>): void {
  const newest = into
    .prepare<[string], number>('SELECT coalesce(max(version), 0) FROM policies WHERE site = ?')
    .pluck();
  const since = from.prepare<[string, number], Record<string, unknown>>(
    `SELECT site, version, hash, given, document, material_since, published_at, effective_at, own_risk
     FROM policies WHERE site = ? AND version > ?`,
  );
  const add = into.prepare(
    `INSERT INTO policies (site, version, hash, given, document, material_since, published_at, effective_at, own_risk)
     VALUES (@site, @version, @hash, @given, @document, @material_since, @published_at, @effective_at, @own_risk)`,
  );
  for (const site of sites) for (const policy of since.all(site, newest.get(site) ?? 0)) add.run(policy);
}

/** A key that was revoked opens nothing again. */
function carryRevocations(into: Connection, from: Connection): void {
  const revoke = into.prepare('UPDATE access_keys SET revoked_at = ?, sealed = NULL WHERE id = ?');
  const revoked = from.prepare<[], { id: string; at: string }>(
    'SELECT id, revoked_at AS at FROM access_keys WHERE revoked_at IS NOT NULL',
  );
  for (const { id, at } of revoked.all()) revoke.run(at, id);
}

function carryErasures(rows: Rows, from: Connection, sites: ReadonlySet<string>): number {
  const erased = from
    .prepare<[], { site: string; sub: string; at: string }>('SELECT site, sub, at FROM erasures')
    .all();
  const kept = from
    .prepare<[string, string], number>('SELECT 1 FROM receipts WHERE site = ? AND sub = ? LIMIT 1')
    .pluck();
  let count = 0;
  for (const { site, sub, at } of erased) {
    if (!sites.has(site) || rows.erasures.at(site, sub) === at) continue;
    removeSubject(rows, site, sub);
    if (!kept.get(site, sub)) rows.receipts.removeOf(site, sub);
    rows.erasures.put(site, sub, at);
    count++;
  }
  return count;
}

/** Of subjects that are in both: the newer receipts and the state that they made. */
function carryWords(rows: Rows, into: Connection, from: Connection, sites: ReadonlySet<string>): number {
  const states = from.prepare<[string], { hash: string; state: string }>(
    'SELECT hash, state FROM subjects WHERE site = ?',
  );
  const mine = into
    .prepare<[string, string], string>('SELECT state FROM subjects WHERE site = ? AND hash = ?')
    .pluck();
  const receipts = from.prepare<[string, string], Record<string, unknown>>(
    'SELECT site, id, leaf, sub, jws, body_hash, effective, received_at FROM receipts WHERE site = ? AND sub = ?',
  );
  const addReceipt = into.prepare(
    `INSERT OR IGNORE INTO receipts (site, id, leaf, sub, jws, body_hash, effective, received_at)
     VALUES (@site, @id, @leaf, @sub, @jws, @body_hash, @effective, @received_at)`,
  );
  let count = 0;
  for (const site of sites) {
    for (const { hash, state } of states.iterate(site)) {
      const before = mine.get(site, hash);
      if (before === undefined || before === state) continue;
      const next = JSON.parse(state) as Parameters<Rows['subjects']['put']>[2];
      rows.subjects.put(site, hash, next);
      // What a minor had was erased with the word; here it comes from the backup again.
      if (next.minor) rows.events.erase(site, hash);
      let more = 0;
      for (const receipt of receipts.all(site, hash)) more += addReceipt.run(receipt).changes;
      rows.tallies.took(site, { receipts: more });
      count++;
    }
  }
  return count;
}

/** No key comes back of whom nothing may come back. `current`: the folder's own keys, where others take their place. */
export function carryKeys(of: {
  main: Connection;
  keys: Connection | null;
  current: Connection | null;
}): void {
  const { main, keys, current } = of;
  if (!keys) return;
  const remove = keys.prepare('DELETE FROM subject_keys WHERE site = ? AND sub = ?');
  const restored = main
    .prepare<[string, string], number>('SELECT 1 FROM subjects WHERE site = ? AND hash = ?')
    .pluck();
  keys.transaction(() => {
    for (const { site, sub } of main
      .prepare<[], { site: string; sub: string }>('SELECT site, sub FROM erasures')
      .all()) {
      // Who was erased and came anew has a key of later.
      if (!restored.get(site, sub)) remove.run(site, sub);
    }
    if (!current) return;
    addNewer(keys, current);
    // An erasure that a crash stopped is finished by the next start.
    const begin = keys.prepare(
      `INSERT OR REPLACE INTO erasing (site, sub, at, keep_receipts, tombstone)
       VALUES (@site, @sub, @at, @keep_receipts, @tombstone)`,
    );
    for (const erasure of current
      .prepare<[], { site: string; sub: string }>(
        'SELECT site, sub, at, keep_receipts, tombstone FROM erasing',
      )
      .all()) {
      remove.run(erasure.site, erasure.sub);
      begin.run(erasure);
    }
  })();
}

/** A key that was made since the backup is the one that seals what comes. */
function addNewer(keys: Connection, current: Connection): void {
  const copy = (table: string, columns: readonly string[], over: 'IGNORE' | 'REPLACE' = 'IGNORE'): void => {
    const add = keys.prepare(
      `INSERT OR ${over} INTO ${table} (${columns}) VALUES (${columns.map((column) => `@${column}`)})`,
    );
    const all = current.prepare<[], Record<string, unknown>>(`SELECT ${columns} FROM ${table}`);
    for (const row of all.iterate()) add.run(row);
  };
  // A log has one key for good.
  copy('log_keys', ['site', 'sealed'], 'REPLACE');
  copy('wrapping', ['generation', 'sealed', 'made_at']);
  copy('subject_keys', ['site', 'sub', 'wrapped', 'generation']);
}
