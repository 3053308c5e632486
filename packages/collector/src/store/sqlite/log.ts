import { hash } from 'node:crypto';
import { statements } from '../schema.ts';
import type { Connection } from './file.ts';
import type { Db } from './rows.ts';

/** RFC 7515, section 7.1: three base64url parts; the middle one holds the payload. */
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** A site's append-only log: the SHA-256 of each entry's JWS, numbered from 0 without a gap. */
export const logRows = (raw: Connection, db: Db) => {
  // One writer at a time holds the lock, so the next number can't be taken by another.
  const append = raw
    .prepare<[{ site: string; hash: Buffer }], number>(
      `INSERT INTO leaves (site, idx, hash)
       SELECT @site, coalesce(max(idx) + 1, 0), @hash FROM leaves WHERE site = @site RETURNING idx`,
    )
    .pluck();
  const addEntry = (site: string, entry: Uint8Array): number => {
    const leaf = append.get({ site, hash: Buffer.from(entry) });
    if (leaf === undefined) throw new Error('The log took no entry.');
    return leaf;
  };
  const add = (site: string, jws: string): number => {
    if (!COMPACT_JWS.test(jws)) throw new Error('An entry of the log must be a compact JWS.');
    return addEntry(site, hash('sha256', jws, 'buffer'));
  };
  const newest = raw
    .prepare<[string, string], string>(
      'SELECT jws FROM statements WHERE site = ? AND typ = ? ORDER BY leaf DESC LIMIT 1',
    )
    .pluck();
  return {
    newestStatement: (site: string, typ: string): string | null => newest.get(site, typ) ?? null,
    /** Returns the index of the new leaf. */
    add,
    addEntry,
    /** An entry that is no receipt, kept whole. */
    addStatement: (site: string, jws: string): void => {
      const leaf = add(site, jws);
      db.insert(statements)
        .values({ site, leaf, typ: typOf(jws), jws })
        .run();
    },
  };
};

function typOf(jws: string): string {
  const header: unknown = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString('utf8'));
  const typ = typeof header === 'object' && header !== null && 'typ' in header ? header.typ : undefined;
  if (typeof typ !== 'string') throw new Error('An entry of the log must say its `typ`.');
  return typ;
}
