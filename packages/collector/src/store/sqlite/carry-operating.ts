import type { Connection } from './file.ts';

/** Rows of the audit trail that came after the backup, if they stand on its last one: what was seen stays seen. */
export function carryTrail(into: Connection, from: Connection): void {
  const last = into
    .prepare<[], { idx: number; hash: string }>('SELECT idx, hash FROM audit ORDER BY idx DESC LIMIT 1')
    .get();
  const there = from.prepare<[number], string>('SELECT hash FROM audit WHERE idx = ?').pluck();
  if (last && there.get(last.idx) !== last.hash) return;
  const since = from.prepare<[number], Record<string, unknown>>(
    'SELECT idx, at, who, what, of_site, about, outcome, prev, hash FROM audit WHERE idx > ? ORDER BY idx',
  );
  const add = into.prepare(
    `INSERT INTO audit (idx, at, who, what, of_site, about, outcome, prev, hash)
     VALUES (@idx, @at, @who, @what, @of_site, @about, @outcome, @prev, @hash)`,
  );
  for (const row of since.all(last?.idx ?? -1)) add.run(row);
}

/** A site that was closed is closed, and one that is gone goes again: what is left of it is removed when it is looked for. */
export function carryClosings(into: Connection, from: Connection): void {
  const close = into.prepare('UPDATE sites SET closed_at = ? WHERE id = ?');
  const closed = from.prepare<[], { id: string; at: string }>(
    'SELECT id, closed_at AS at FROM sites WHERE closed_at IS NOT NULL',
  );
  for (const { id, at } of closed.all()) close.run(at, id);
  const go = into.prepare('INSERT OR IGNORE INTO gone_sites (id, log_origin, at) VALUES (?, ?, ?)');
  const gone = from.prepare<[], { id: string; log_origin: string; at: string }>(
    'SELECT id, log_origin, at FROM gone_sites',
  );
  for (const { id, log_origin, at } of gone.all()) go.run(id, log_origin, at);
}

/** What people who are in the backup have asked for since: somebody has to answer by its day. */
export function carryRequests(into: Connection, from: Connection): void {
  const known = into
    .prepare<[string, string], number>('SELECT 1 FROM subjects WHERE site = ? AND hash = ?')
    .pluck();
  const add = into.prepare(
    `INSERT OR IGNORE INTO requests (site, id, sub, kind, received_at, due_at, note)
     VALUES (@site, @id, @sub, @kind, @received_at, @due_at, @note)`,
  );
  const all = from.prepare<[], { site: string; sub: string }>(
    'SELECT site, id, sub, kind, received_at, due_at, note FROM requests',
  );
  for (const request of all.iterate()) if (known.get(request.site, request.sub)) add.run(request);
}
