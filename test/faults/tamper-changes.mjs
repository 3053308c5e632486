// What can be changed behind a collector's back: each kind of it at a random place.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());

/** Another text or bytes of the same length: one place is changed. */
export function flip(content, random) {
  const at = Math.floor(random() * content.length);
  if (typeof content === 'string') {
    const other = content[at] === 'A' ? 'B' : 'A';
    return content.slice(0, at) + other + content.slice(at + 1);
  }
  const bytes = Buffer.from(content);
  bytes[at] ^= 1 + Math.floor(random() * 255);
  return bytes;
}

/** @type {(path: string, sql: string, ...values: unknown[]) => any[]} */
function inDatabase(path, sql, ...values) {
  const db = new Database(path);
  // Whoever can write the file is kept by no trigger and by no rule of it.
  db.pragma('foreign_keys = OFF');
  for (const name of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all()) {
    db.exec(`DROP TRIGGER ${name}`);
  }
  const statement = db.prepare(sql);
  const rows = statement.reader ? statement.all(...values) : [statement.run(...values)];
  db.close();
  return rows;
}

/** Changes one column of one row of a table. */
const column = (file, table, name, change = flip) => ({
  what: `${table}.${name}`,
  apply({ data, random }) {
    const path = join(data, file);
    const rows = inDatabase(
      path,
      `SELECT rowid AS row, ${name} AS value FROM ${table} WHERE ${name} IS NOT NULL`,
    );
    const { row, value } = rows[Math.floor(random() * rows.length)];
    inDatabase(path, `UPDATE ${table} SET ${name} = ? WHERE rowid = ?`, change(value, random), row);
  },
});
/** The same where a table has no row number. */
const keyed = (file, table, name, key, change = flip) => ({
  what: `${table}.${name}`,
  apply({ data, random }) {
    const path = join(data, file);
    const rows = inDatabase(path, `SELECT ${key} AS key, ${name} AS value FROM ${table}`);
    const { key: which, value } = rows[Math.floor(random() * rows.length)];
    inDatabase(path, `UPDATE ${table} SET ${name} = ? WHERE ${key} = ?`, change(value, random), which);
  },
});
const file = (what, names, change) => ({
  what,
  apply({ data, random }) {
    const all = names(data);
    const path = all[Math.floor(random() * all.length)];
    const changed = change(readFileSync(path), random);
    if (changed === null) rmSync(path);
    else writeFileSync(path, changed);
  },
});
const tiles = (data) => filesIn(join(data, 'log/demo/tile')).filter((path) => !path.endsWith('.new'));
const more = (number) => number + 1;
const later = (time) => time.replace(/\d{4}/, (year) => `${Number(year) + 1}`);
const otherWord = (json) => json.replace('90', '9000');

/** Everything that is evidence: rows, tiles, checkpoints, receipts and keys. */
export const CHANGES = [
  column('sayso.db', 'receipts', 'jws'),
  column('sayso.db', 'receipts', 'id'),
  column('sayso.db', 'receipts', 'sub'),
  column('sayso.db', 'receipts', 'effective', (value) => 1 - value),
  column('sayso.db', 'receipts', 'received_at', later),
  column('sayso.db', 'receipts', 'leaf', more),
  column('sayso.db', 'statements', 'jws'),
  column('sayso.db', 'statements', 'typ'),
  column('sayso.db', 'policies', 'hash'),
  column('sayso.db', 'policies', 'given', otherWord),
  column('sayso.db', 'policies', 'document', otherWord),
  column('sayso.db', 'policies', 'material_since', more),
  column('sayso.db', 'policies', 'effective_at', later),
  column('sayso.db', 'policies', 'published_at', later),
  keyed('sayso.db', 'leaves', 'hash', 'idx'),
  keyed('sayso.db', 'leaves', 'idx', 'idx', (value) => value + 1_000_000),
  keyed('sayso.db', 'sites', 'log_origin', 'id'),
  column('log.db', 'heads', 'note'),
  column('log.db', 'heads', 'size', more),
  keyed('log.db', 'leaf_index', 'prefix', 'idx', more),
  keyed('keys.db', 'log_keys', 'sealed', 'site'),
  {
    what: 'a receipt that is taken away',
    apply({ data, random }) {
      const path = join(data, 'sayso.db');
      const since = `SELECT max(leaf) FROM statements WHERE typ = 'sayso-tombstone+jwt'`;
      const rows = inDatabase(path, `SELECT id FROM receipts WHERE leaf > (${since})`);
      const { id } = rows[Math.floor(random() * rows.length)];
      inDatabase(path, 'DELETE FROM receipts WHERE id = ?', id);
    },
  },
  {
    what: 'an older form of the whole database',
    apply({ data, random }) {
      const last = 1 + Math.floor(random() * 20);
      const path = join(data, 'sayso.db');
      const from = `SELECT max(idx) - ${last} FROM leaves`;
      inDatabase(path, `DELETE FROM receipts WHERE leaf > (${from})`);
      inDatabase(path, `DELETE FROM leaves WHERE idx > (${from})`);
    },
  },
  file('a tile with another byte', tiles, flip),
  file('a tile that ends too early', tiles, (bytes) => bytes.subarray(0, -1)),
  file('a tile that is longer', tiles, (bytes) => Buffer.concat([bytes, Buffer.alloc(32)])),
  file(
    'a tile that is gone',
    (data) => tiles(data).filter((path) => isWanted(data, path)),
    () => null,
  ),
  file('the checkpoint', (data) => [join(data, 'log/demo/checkpoint')], flip),
  file(
    'the checkpoint, gone',
    (data) => [join(data, 'log/demo/checkpoint')],
    () => null,
  ),
  file('the key of the log', (data) => [join(data, 'log/demo/key')], flip),
  file(
    'the key that signs receipts',
    (data) => [join(data, 'signing.key')],
    (bytes, random) => flip(bytes.toString('latin1'), random),
  ),
  file(
    'the operator’s key',
    (data) => [join(data, 'operator.key')],
    (bytes) => bytes.toString('latin1').replace(/./, (c) => (c === '0' ? '1' : '0')),
  ),
];

/** Whether the last checkpoint stands on this tile: narrower forms, for older checkpoints, may go. */
function isWanted(data, path) {
  const size = Number(readFileSync(join(data, 'log/demo/checkpoint'), 'utf8').split('\n')[1]);
  const [, level = '0', part] = /tile\/(\w+)\/.*?(?:\.p\/(\d+))?$/.exec(path.replaceAll('\\', '/')) ?? [];
  return part === undefined || Number(part) === Math.floor(size / 256 ** (Number(level) || 0)) % 256;
}
