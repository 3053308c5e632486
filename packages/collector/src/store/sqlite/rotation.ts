import { toTime } from '@sayso/protocol';
import type { Parts } from './tx.ts';
import type { Writer } from './writer.ts';

/** Wrapped anew in one step, while others wait. */
const KEYS_AT_ONCE = 500;

/** Wraps the subjects' keys by a new generation, in small steps; how many. */
export async function rotateWrapping({ keys, erasures, now }: Parts, writer: Writer): Promise<number> {
  // Under the write lock, so that every process wraps by the new generation before the old one goes.
  await writer.submit(async () => keys.wrapping.begin(toTime(now())));
  for (let wrapped = 0; ; ) {
    const some = await writer.submit(async () => {
      const more = keys.wrapping.advance(KEYS_AT_ONCE);
      if (more === 0) erasures.emptyLogs();
      return more;
    });
    if (some === 0) return wrapped;
    wrapped += some;
  }
}
