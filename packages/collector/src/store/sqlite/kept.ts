import Sqlite from 'better-sqlite3';

export type Connection = Sqlite.Database;

// For the life of the process, closed ones too: there are few, since every statement is prepared once.
const kept = new Set<object>();

/**
 * Opens a connection of which no object is ever garbage. From Node 24.19 on, one of better-sqlite3's objects that is
 * collected while no JavaScript runs ends the process: its destructor asks for an environment that is not there.
 */
export function openKept(path: string, options: Sqlite.Options = {}): Connection {
  const db = new Sqlite(path, options);
  kept.add(db);
  const prepareOne = db.prepare.bind(db);
  const prepare = (sql: string): Sqlite.Statement => {
    const statement = prepareOne(sql);
    kept.add(statement);
    return statement;
  };
  const pragmas = new Map<string, Sqlite.Statement>();
  // The library's own prepares a statement for each call.
  const pragma = (source: string, { simple = false }: Sqlite.PragmaOptions = {}): unknown => {
    const statement = pragmas.get(source) ?? prepare(`PRAGMA ${source}`);
    pragmas.set(source, statement);
    if (statement.reader) return simple ? statement.pluck().get() : statement.pluck(false).all();
    statement.run();
    return simple ? undefined : [];
  };
  return Object.assign(db, { prepare, pragma });
}
