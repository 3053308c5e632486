import {
  type Amounts,
  changeAmounts,
  DAY,
  fromMinor,
  type SaysoEvent,
  toDay,
  toMinor,
  toMs,
} from '@sayso/protocol';
import type { AcceptedEvent } from '../port.ts';
import { open, seal } from '../seal.ts';

/** What a block is bound to, beside its subject's key. */
export interface BlockPlace {
  site: string;
  sub: string;
  purpose: string;
  day: string;
}

/** The events of one write that share a purpose, a day and an end, with their places among all of that write. */
export interface Block {
  purpose: string;
  day: string;
  receivedAt: string;
  /** From this day on it is over; null: no end is set. */
  ends: string | null;
  entries: [place: number, accepted: AcceptedEvent][];
}

/** Parts the events of one write by purpose and by the UTC day of their receipt. */
export function blocksOf(events: readonly AcceptedEvent[]): Block[] {
  const blocks = new Map<string, Block>();
  for (const [place, accepted] of events.entries()) {
    const { purpose, receivedAt, retentionDays } = accepted;
    const day = receivedAt.slice(0, 10);
    const name = `${day}|${retentionDays}|${purpose}`;
    const block = blocks.get(name);
    if (block) block.entries.push([place, accepted]);
    else {
      const ends = endOf(receivedAt, retentionDays);
      blocks.set(name, { purpose, day, receivedAt, ends, entries: [[place, accepted]] });
    }
  }
  return [...blocks.values()];
}

/** So many days from the day of receipt: no event is held longer, and none is over more than a day early. */
const endOf = (receivedAt: string, days: number | undefined): string | null =>
  days === undefined ? null : toDay(toMs(receivedAt) + days * DAY);

/** With the amounts that are whole numbers of coins; left out where none is. */
type Content = [place: number, event: SaysoEvent, amounts?: Amounts][];

/** The events of a block, sealed as JSON: `[[place, event, amounts], …]`. */
export const sealBlock = (key: Buffer, place: BlockPlace, { entries }: Block): Buffer =>
  seal(
    key,
    nameOf(place),
    JSON.stringify(
      entries.map(([at, { event, amounts }]): Content[number] =>
        event.props?.currency === undefined
          ? [at, event]
          : [at, { ...event, props: changeAmounts(event.props, amounts, toCoins) }, amounts],
      ),
    ),
  );

/** Null for a block that was sealed under a key which is no more. */
export function openBlock(
  key: Buffer,
  place: BlockPlace,
  sealed: Buffer,
): [place: number, event: SaysoEvent][] | null {
  const content = open(key, nameOf(place), sealed);
  if (!content) return null;
  return (JSON.parse(content.toString('utf8')) as Content).map(([at, event, amounts]) => [
    at,
    amounts && event.props ? { ...event, props: changeAmounts(event.props, amounts, fromMinor) } : event,
  ]);
}

function toCoins(amount: number, digits: number): number {
  const coins = toMinor(amount, digits);
  if (coins === null) throw new RangeError('An amount has more decimals than its currency.');
  return coins;
}

const nameOf = ({ site, sub, purpose, day }: BlockPlace): string => `events|${site}|${sub}|${purpose}|${day}`;
