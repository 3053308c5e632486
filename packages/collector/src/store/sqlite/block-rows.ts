import type { Connection } from './file.ts';

/** A block in its table. */
export interface BlockRow {
  id: number;
  /** How many events its site had taken with its write: the order of acceptance. */
  first: number;
  sub: string;
  purpose: string;
  day: string;
  receivedAt: string;
  sealed: Buffer;
}

/** What a subject has in one table, by purpose and day. */
export interface BlockSum {
  purpose: string;
  day: string;
  events: number;
  bytes: number;
}

const COLUMNS = 'id, first, sub, purpose, day, received_at AS receivedAt, sealed';

/** Statements on one table of blocks, prepared once: numbers of tables are given again, and so are these. */
export function blockRows(raw: Connection): (slot: number) => BlockStatements {
  const made = new Map<number, BlockStatements>();
  return (slot) => {
    const there = made.get(slot);
    if (there) return there;
    const statements = prepare(raw, `blocks_${slot}`);
    made.set(slot, statements);
    return statements;
  };
}

export type BlockStatements = ReturnType<typeof prepare>;

const prepare = (raw: Connection, table: string) => {
  // Each is prepared when it is first used: most tables are only read once, whole, when they are dropped.
  const lazily = <P extends unknown[], R>(sql: string) => {
    let statement: ReturnType<typeof raw.prepare<P, R>> | undefined;
    return () => (statement ??= raw.prepare<P, R>(sql));
  };
  const add = lazily<unknown[], never>(
    `INSERT INTO ${table} (first, site, sub, purpose, day, received_at, events, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const of = lazily<[string, string], BlockRow>(
    `SELECT ${COLUMNS} FROM ${table} WHERE site = ? AND sub = ? ORDER BY id`,
  );
  const after = lazily<[number, string, number], BlockRow>(
    `SELECT ${COLUMNS} FROM ${table} WHERE id > ? AND site = ? ORDER BY id LIMIT ?`,
  );
  const sums = lazily<[string, string], BlockSum>(
    `SELECT purpose, day, sum(events) AS events, sum(length(sealed)) AS bytes FROM ${table}
     WHERE site = ? AND sub = ? GROUP BY purpose, day`,
  );
  const erase = lazily<[string, string], never>(`DELETE FROM ${table} WHERE site = ? AND sub = ?`);
  const expire = lazily<[string, string, string, number], { events: number; bytes: number }>(
    `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE site = ? AND purpose = ? AND day = ? LIMIT ?)
     RETURNING events, length(sealed) AS bytes`,
  );
  return {
    add: (
      first: number,
      site: string,
      sub: string,
      {
        purpose,
        day,
        receivedAt,
        events,
        sealed,
      }: Omit<BlockRow, 'id' | 'first' | 'sub'> & { events: number },
    ): void => void add().run(first, site, sub, purpose, day, receivedAt, events, sealed),
    of: (site: string, sub: string): BlockRow[] => of().all(site, sub),
    after: (id: number, site: string, most: number): BlockRow[] => after().all(id, site, most),
    sums: (site: string, sub: string): BlockSum[] => sums().all(site, sub),
    erase: (site: string, sub: string): void => void erase().run(site, sub),
    /** Removes some of a site's blocks of one purpose and day; what each held. */
    expire: (site: string, purpose: string, day: string, most: number) =>
      expire().all(site, purpose, day, most),
  };
};
