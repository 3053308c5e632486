import type { SaysoEvent } from '@sayso/protocol';

const MOST_WAITING = 1_000;
const MOST_BYTES = 1_000_000;
const BATCH_BYTES = 60_000;

/** What waits is looked at with each event that comes: an event, which nobody changes any more, is measured once. */
const measured = new WeakMap<SaysoEvent, number>();

/** The length in bytes as it travels. */
export function bytesOf(event: SaysoEvent): number {
  const bytes = measured.get(event) ?? new TextEncoder().encode(JSON.stringify(event)).length;
  measured.set(event, bytes);
  return bytes;
}

/** The queue with more, in the order of their ids, each once; and the oldest, where there is no room for all. */
export function queued(
  queue: readonly SaysoEvent[],
  more: readonly SaysoEvent[],
): [waiting: SaysoEvent[], dropped: SaysoEvent[]] {
  const all = [...queue, ...more.filter(({ id }) => !queue.some((event) => event.id === id))];
  // Those of one page are in order already.
  if (more.length > 1) all.sort(byTime);
  let room = MOST_BYTES;
  let from = all.length;
  while (from > 0 && all.length - from < MOST_WAITING) {
    room -= bytesOf(all[from - 1] as SaysoEvent);
    if (room < 0) break;
    from--;
  }
  return [all.slice(from), all.slice(0, from)];
}

/** By the milliseconds with which an id begins (UUID, version 7), then as they were counted on their page. */
const byTime = (a: SaysoEvent, b: SaysoEvent): number =>
  a.id.slice(0, 13).localeCompare(b.id.slice(0, 13)) || (a.seq ?? 0) - (b.seq ?? 0);

/** The oldest events, at most `most` of them and 60 KB: browsers leave 64 KiB to a page that goes. */
export function batchOf(queue: readonly SaysoEvent[], most: number, size = bytesOf): SaysoEvent[] {
  let room = BATCH_BYTES;
  return queue.slice(0, most).filter((event) => {
    room -= size(event) + 1;
    return room > 0;
  });
}
