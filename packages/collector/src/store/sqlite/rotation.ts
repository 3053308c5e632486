import { toTime } from '@sayso/protocol';
import type { Exchange } from '../rotation.ts';
import type { Connection } from './file.ts';
import * as roots from './root-keys.ts';
import type { Parts } from './tx.ts';
import type { Writer } from './writer.ts';

/** Wrapped anew in one step, while others wait. */
const KEYS_AT_ONCE = 500;

/** Wraps the subjects' keys by a new generation, in small steps; how many. */
export async function rotateWrapping({ keys, erasures, now }: Parts, writer: Writer): Promise<number> {
  // Under the write lock, so that every process wraps by the new generation before the old one goes.
  await writer.submit(async () => keys.wrapping.begin(toTime(now())), { alone: true });
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

/** Seals the root keys by another operator's key. What collectors hold of them stays as it is. */
export async function exchangeOperator(
  file: Connection,
  parts: Parts,
  writer: Writer,
  { from, next, done }: Exchange,
): Promise<void> {
  const { keys, erasures, now } = parts;
  // As a folder that 0.1.0 made does: the key before would go on to unwrap them.
  if (keys.wrapping.uses(from.sub('wrap'))) await rotateWrapping(parts, writer);
  // Under the write lock: of two exchanges at a time, the second finds that its key is not the one any more.
  await writer.submit(
    async () => {
      roots.exchange(file, from, next, toTime(now()));
      done();
      erasures.emptyLogs();
    },
    { alone: true },
  );
}
