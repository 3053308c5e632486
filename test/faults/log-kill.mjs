import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { verifyFolder } from '../conformance/independent.mjs';
import { openLogStore } from './log-store.mjs';
import { randomFrom } from './random.mjs';

const GROWER = fileURLToPath(new URL('./log-grower.mjs', import.meta.url));
/** At most so long does one of them live, in milliseconds: a few batches. */
const LIFE = 400;

/** `kill -9`, so many times, of a process that does nothing but let a log grow. After each the log has to be whole. */
export async function logKillTrial({ kills, seed = Date.now() >>> 0, say = (_) => {} }) {
  const random = randomFrom(seed);
  const data = mkdtempSync(join(tmpdir(), 'sayso-log-kill-'));
  const entries = [];
  const problems = [];
  let published = false;
  try {
    for (let killed = 1; killed <= kills; killed++) {
      const child = spawn(process.execPath, [GROWER, data], { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines = createInterface({ input: child.stdout });
      const closed = once(child, 'close');
      const growing = new Promise((resolve) => {
        lines.on('line', (line) => {
          if (line === 'growing') resolve(null);
          else if (line.startsWith('PROBLEM')) problems.push(line);
          // The last line may have been cut off by the kill.
          else if (/^[\w-]+\.[\w-]+\.[\w-]{86}$/.test(line)) entries.push(line);
        });
      });
      await Promise.race([growing, closed]);
      await sleep(random() * LIFE);
      child.kill('SIGKILL');
      await closed;
      // Until one of them comes to its first checkpoint there is nothing to look at; from then on it never goes.
      published ||= existsSync(join(data, 'log/shop/checkpoint'));
      if (published) problems.push(...(await verifyFolder(join(data, 'log/shop'))).problems);
      if (killed % 10 === 0) say(`killed ${killed} of ${kills} times`);
    }
    const { store, sequencer } = await openLogStore(data, (line) => problems.push(line));
    await sequencer.turn();
    await sequencer.stop();
    await store.close();
    const { problems: last, timesIn, checkpoint } = await verifyFolder(join(data, 'log/shop'));
    problems.push(...last);
    for (const jws of entries)
      if (timesIn(jws) !== 1) problems.push(`an entry is ${timesIn(jws)} times in the log`);
    return { seed, problems, entries: entries.length, size: checkpoint?.size ?? 0 };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
