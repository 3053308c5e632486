import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

/**
 * Brings a database to the newest schema: `NNNN_name.sql` in a folder, numbered from 1 without a gap, each
 * in a transaction of its own with `user_version`. Throws for a database that a newer program has changed.
 */
export function migrate(db: Database, folder: URL): void {
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}_[\w-]+\.sql$/.test(name))
    .sort();
  const known = files.length;
  const version = (): number => Number(db.pragma('user_version', { simple: true }));
  if (version() > known) {
    throw new Error(
      `it was written by a newer Sayso (schema ${version()}; this one knows ${known}): update this program`,
    );
  }
  for (const [i, name] of files.entries()) {
    if (Number(name.slice(0, 4)) !== i + 1) throw new Error(`migration ${i + 1} is missing before ${name}`);
    if (version() > i) continue;
    const sql = readFileSync(new URL(name, folder), 'utf8');
    db.transaction(() => {
      // Another start may have been here first: the lock is held only now.
      if (version() > i) return;
      db.exec(sql);
      db.pragma(`user_version = ${i + 1}`);
    }).immediate();
  }
}
