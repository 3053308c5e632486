import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as schema from '../schema.ts';
import { type Connection, openKept } from './kept.ts';
import { migrate } from './migrate.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);
const url = (): URL => pathToFileURL(`${folder}/`);
const tables = (db: Connection): unknown[] =>
  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1").pluck().all();

test('migrations are applied in order, once each', () => {
  const db = openKept(':memory:');
  put('0001_a.sql', 'CREATE TABLE a (x)');
  migrate(db, url());
  put('0002_b.sql', 'ALTER TABLE a RENAME TO b; CREATE TABLE c (x)');
  migrate(db, url());
  migrate(db, url());
  expect(tables(db)).toEqual(['b', 'c']);
  expect(db.pragma('user_version', { simple: true })).toBe(2);
});

test('a migration that fails half-way has done nothing', () => {
  const db = openKept(':memory:');
  put('0001_a.sql', 'CREATE TABLE a (x); CREATE TABLE a (x)');
  expect(() => migrate(db, url())).toThrow(/already exists/);
  expect(tables(db)).toEqual([]);
  expect(db.pragma('user_version', { simple: true })).toBe(0);
});

test('a database of a newer program, or a gap in the numbers, is refused', () => {
  const db = openKept(':memory:');
  put('0001_a.sql', 'CREATE TABLE a (x)');
  db.pragma('user_version = 7');
  expect(() => migrate(db, url())).toThrow(/newer Sayso \(schema 7; this one knows 1\)/);
  put('0003_c.sql', 'CREATE TABLE c (x)');
  expect(() => migrate(openKept(':memory:'), url())).toThrow(/migration 2 is missing/);
});

test('the tables that Drizzle describes are those that the migrations make', () => {
  const db = openKept(':memory:');
  migrate(db, new URL('../../../migrations/sqlite/', import.meta.url));
  const described = Object.values(schema).map((table: SQLiteTable) => {
    const { name, columns } = getTableConfig(table);
    return {
      name,
      columns: columns.map((c) => `${c.name} ${c.getSQLType()} ${c.notNull}`.toLowerCase()).sort(),
    };
  });
  const made = described.map(({ name }) => ({
    name,
    columns: (
      db.pragma(`table_info(${name})`) as { name: string; type: string; notnull: number; pk: number }[]
    )
      .map((c) => `${c.name} ${c.type} ${c.notnull === 1 || c.pk > 0}`.toLowerCase())
      .sort(),
  }));
  expect(described).toEqual(made);
  expect(described).toHaveLength(13);
});
