import { setImmediate as turn } from 'node:timers/promises';
import type { MayUse, StoredEvent } from '../port.ts';
import { openBlock } from './blocks.ts';
import type { Rows } from './rows.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** Blocks that are read at once: while they are, nobody else is served. */
const AT_ONCE = 50;

/**
 * A site's events that may be used. Whether they may is asked for each block when its turn comes, so that a withdrawal,
 * a restriction or an erasure stops a reading that is under way.
 */
export const usableEvents = (
  rows: Rows,
  keys: SubjectKeys,
  site: string,
  may: MayUse,
): AsyncGenerator<StoredEvent, void, undefined> =>
  storedEvents(rows, keys, site, (sub, purpose) => {
    const state = rows.subjects.find(site, sub);
    return state !== null && !state.restricted && may(state, purpose);
  });

/** A site's events of the blocks that are asked for. */
export async function* storedEvents(
  rows: Rows,
  keys: SubjectKeys,
  site: string,
  wanted: (sub: string, purpose: string) => boolean,
): AsyncGenerator<StoredEvent, void, undefined> {
  for (const partition of rows.events.partitions.all()) {
    let last = 0;
    for (;;) {
      const blocks = rows.events.after(partition, site, last, AT_ONCE);
      for (const { id, sub, purpose, day, receivedAt, sealed } of blocks) {
        last = id;
        if (!wanted(sub, purpose)) continue;
        const key = keys.onDisk(site, sub);
        const events = key && openBlock(key, { site, sub, purpose, day }, sealed);
        for (const [, event] of events ?? []) yield { subject: sub, purpose, receivedAt, event };
      }
      if (blocks.length < AT_ONCE) break;
      await turn();
    }
  }
}
