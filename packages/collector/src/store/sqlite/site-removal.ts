import type { Connection } from './file.ts';

/** Rows that are deleted in one go: while they are, nobody else writes. */
const AT_ONCE = 500;

/**
 * Deletes what is a site's, a few rows a step: from each table that has a column `site`, those first that refer to others,
 * and its own row last. Returns what to call until it says false.
 */
export function siteRemoval(raw: Connection): (site: string) => boolean {
  const names = (sql: string): string[] => raw.prepare<[], string>(sql).pluck().all();
  const owned = names(
    `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'site'
     WHERE m.type = 'table' ORDER BY m.name`,
  );
  const steps = [...childrenFirst(raw, owned), 'sites'].map((table) => {
    const site = table === 'sites' ? 'id' : 'site';
    const key =
      names(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`).join(', ') || 'rowid';
    return raw.prepare<[string]>(
      `DELETE FROM "${table}" WHERE (${key}) IN (SELECT ${key} FROM "${table}" WHERE ${site} = ? LIMIT ${AT_ONCE})`,
    );
  });
  return (site) => steps.some((step) => step.run(site).changes > 0);
}

function childrenFirst(raw: Connection, tables: readonly string[]): string[] {
  const parents = new Map(
    tables.map((table) => [
      table,
      raw
        .prepare<[], string>(`SELECT DISTINCT "table" FROM pragma_foreign_key_list('${table}')`)
        .pluck()
        .all(),
    ]),
  );
  const sorted: string[] = [];
  const put = (table: string): void => {
    if (sorted.includes(table)) return;
    for (const [child, of] of parents) if (child !== table && of.includes(table)) put(child);
    sorted.push(table);
  };
  for (const table of tables) put(table);
  return sorted;
}
