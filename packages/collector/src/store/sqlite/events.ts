import { createHmac } from 'node:crypto';
import type { SaysoEvent } from '@sayso/protocol';
import type { AcceptedEvent } from '../port.ts';
import { blocksOf, openBlock, sealBlock } from './blocks.ts';
import type { Connection } from './file.ts';

interface BlockRow {
  first: number;
  purpose: string;
  day: string;
  sealed: Buffer;
}

/** A block as the way out reads it, sealed. */
export interface BlockOfSite extends BlockRow {
  id: number;
  sub: string;
  receivedAt: string;
}

/** Accepted events: sealed blocks, and beside them a row each of what aggregates need in clear. */
export const eventRows = (raw: Connection, idKey: Buffer) => {
  const known = raw.prepare<[Buffer], number>('SELECT 1 FROM events WHERE id = ?').pluck();
  const next = raw.prepare<[], number>('SELECT coalesce(max(id), 0) + 1 FROM blocks').pluck();
  const addBlock = raw.prepare(
    `INSERT INTO blocks (id, first, site, sub, purpose, day, received_at, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addEvent = raw.prepare(
    `INSERT INTO events (id, site, name, purpose, day, locale, region, device, browser, block)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const blocks = raw.prepare<[string, string], BlockRow>(
    'SELECT first, purpose, day, sealed FROM blocks WHERE site = ? AND sub = ? ORDER BY id',
  );
  const after = raw.prepare<[number, string, number], BlockOfSite>(
    `SELECT id, first, sub, purpose, day, received_at AS receivedAt, sealed FROM blocks
     WHERE id > ? AND site = ? ORDER BY id LIMIT ?`,
  );
  const eraseEvents = raw.prepare<[string, string]>(
    'DELETE FROM events WHERE block IN (SELECT id FROM blocks WHERE site = ? AND sub = ?)',
  );
  const eraseBlocks = raw.prepare<[string, string]>('DELETE FROM blocks WHERE site = ? AND sub = ?');

  /** Hashes of the ids last asked for: those that are not known are stored next. */
  const hashed = new Map<string, Buffer>();
  /** Keyed, so that ids can't be tried out against a stolen file. UUIDs mean the same in both cases. */
  const idOf = (site: string, sub: string, id: string): Buffer => {
    const name = `${site}|${sub}|${id.toLowerCase()}`;
    const there = hashed.get(name);
    if (there) return there;
    const hash = createHmac('sha256', idKey).update(name).digest().subarray(0, 16);
    hashed.set(name, hash);
    return hash;
  };

  return {
    known(site: string, sub: string, ids: readonly string[]): Set<string> {
      hashed.clear();
      return new Set(ids.filter((id) => known.get(idOf(site, sub, id)) !== undefined));
    },

    add(site: string, sub: string, key: Buffer, events: readonly AcceptedEvent[]): void {
      const first = next.get() ?? 1;
      for (const [i, block] of blocksOf(events).entries()) {
        const { purpose, day, receivedAt, entries } = block;
        const sealed = sealBlock(key, { site, sub, purpose, day }, block);
        addBlock.run(first + i, first, site, sub, purpose, day, receivedAt, sealed);
        for (const [, { event, locale, region, device, browser }] of entries) {
          const id = idOf(site, sub, event.id);
          addEvent.run(id, site, event.name, purpose, day, locale, region, device, browser, first + i);
        }
      }
      hashed.clear();
    },

    /** As accepted, in the order of acceptance; without those whose key is no more. */
    of(site: string, sub: string, key: Buffer): SaysoEvent[] {
      const found: { first: number; place: number; event: SaysoEvent }[] = [];
      for (const { first, purpose, day, sealed } of blocks.all(site, sub)) {
        for (const [place, event] of openBlock(key, { site, sub, purpose, day }, sealed) ?? []) {
          found.push({ first, place, event });
        }
      }
      return found.sort((a, b) => a.first - b.first || a.place - b.place).map(({ event }) => event);
    },

    /** A site's blocks after the one with this id, in the order of acceptance. */
    after: (site: string, id: number, most: number): BlockOfSite[] => after.all(id, site, most),

    /** Returns how many events there were. */
    erase(site: string, sub: string): number {
      const { changes } = eraseEvents.run(site, sub);
      eraseBlocks.run(site, sub);
      return changes;
    },
  };
};
