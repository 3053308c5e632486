import type { SaysoEvent } from '@sayso/protocol';
import type { AcceptedEvent } from '../port.ts';
import { aggregateRows } from './aggregates.ts';
import { type BlockRow, blockRows } from './block-rows.ts';
import { blocksOf, openBlock, sealBlock } from './blocks.ts';
import { eventIds } from './event-ids.ts';
import type { Connection } from './file.ts';
import { heldRows } from './held.ts';
import { type Partition, type Partitions, partitionRows } from './partitions.ts';

/** A write's events, and what they belong to. */
export interface EventWrite {
  site: string;
  sub: string;
  key: Buffer;
  events: readonly AcceptedEvent[];
  /** How many events the site has taken, these among them: the order of acceptance. */
  taken: number;
  /** Milliseconds since 1970. */
  now: number;
}

/** Accepted events: sealed blocks in their partitions, ids for retries, and counts of what aggregates need in clear. */
export const eventRows = (raw: Connection, idKey: Buffer) => {
  const partitions = partitionRows(raw);
  const blocks = blockRows(raw);
  const ids = eventIds(raw, idKey);
  const held = heldRows(raw);
  const aggregates = aggregateRows(raw);

  return {
    ids,
    held,
    blocks,
    partitions,
    aggregates,

    add({ site, sub, key, events, taken, now }: EventWrite, into: Partitions): void {
      ids.add(
        site,
        sub,
        events.map(({ event }) => event.id),
        now,
      );
      for (const block of blocksOf(events)) {
        const { purpose, day, receivedAt, ends, entries } = block;
        const sealed = sealBlock(key, { site, sub, purpose, day }, block);
        const slot = into.slotFor(ends, receivedAt, sealed.length);
        blocks(slot).add(taken, site, sub, { purpose, day, receivedAt, events: entries.length, sealed });
        held.add(slot, site, { purpose, day, events: entries.length, bytes: sealed.length });
      }
      aggregates.add(site, events);
    },

    /** As accepted, in the order of acceptance; without those whose key is no more. */
    of(site: string, sub: string, key: Buffer): SaysoEvent[] {
      const found: { first: number; place: number; event: SaysoEvent }[] = [];
      for (const { slot } of partitions.all()) {
        for (const { first, purpose, day, sealed } of blocks(slot).of(site, sub)) {
          for (const [place, event] of openBlock(key, { site, sub, purpose, day }, sealed) ?? []) {
            found.push({ first, place, event });
          }
        }
      }
      return found.sort((a, b) => a.first - b.first || a.place - b.place).map(({ event }) => event);
    },

    /** Some of a site's blocks in one partition, after the one with this id; none if the partition is gone. */
    after: (partition: Partition, site: string, id: number, most: number): BlockRow[] =>
      partitions.isThere(partition) ? blocks(partition.slot).after(id, site, most) : [],

    /** Returns how many events there were. */
    erase(site: string, sub: string): number {
      let erased = 0;
      for (const { slot } of partitions.all()) {
        const sums = blocks(slot).sums(site, sub);
        if (sums.length === 0) continue;
        blocks(slot).erase(site, sub);
        for (const sum of sums) {
          held.take(slot, site, sum);
          erased += sum.events;
        }
      }
      ids.erase(site, sub);
      return erased;
    },
  };
};
