import type { SaysoEvent } from '@sayso/protocol';

const MOST_WAITING = 500;
const BATCH_BYTES = 60_000;

/** The length in bytes as it travels. */
export const bytesOf = (event: SaysoEvent): number => new TextEncoder().encode(JSON.stringify(event)).length;

/** The queue with one more; when it is full, the oldest goes. */
export const queued = (queue: SaysoEvent[], event: SaysoEvent): SaysoEvent[] => [
  ...queue.slice(1 - MOST_WAITING),
  event,
];

/** The oldest events, at most `most` of them and 60 KB: browsers leave 64 KiB to a page that goes. */
export function batchOf(queue: readonly SaysoEvent[], most: number): SaysoEvent[] {
  let room = BATCH_BYTES;
  return queue.slice(0, most).filter((event) => {
    room -= bytesOf(event) + 1;
    return room > 0;
  });
}
