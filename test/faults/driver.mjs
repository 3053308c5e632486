// Visitors who go on while the collector is killed again and again; then the sum of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkFiles, checkVisitor } from './check.mjs';
import { logProblems } from './check-log.mjs';
import { BIN, freePort, startCollector } from './collector.mjs';
import { randomFrom } from './random.mjs';
import { createVisitor } from './visitor.mjs';

/** Kills during the start, and how long after it at most: milliseconds. */
const DURING_START = { share: 0.2, within: 500 };
const WHILE_SERVING = 600;

/**
 * So many visitors at a time, who begin at once; who leaves is followed by a new one. `rest` ends them and waits until
 * everything of theirs is acknowledged; `leave` ends them as they are. `since` when the collector at `url` is there.
 */
export function crowd({ visitors, url, since = () => 0, random = Math.random }) {
  let over = false;
  let left = false;
  const reach = () => {
    if (left) throw new Error('the trial was broken off');
    return url();
  };
  const all = [];
  const seat = async () => {
    while (!over) {
      const visitor = createVisitor({ url: reach, since, random });
      all.push(visitor);
      await visitor.live(() => over || random() < 0.5);
    }
  };
  const living = Array.from({ length: visitors }, seat);
  return {
    all,
    async rest() {
      over = true;
      await Promise.all(living);
    },
    async leave() {
      over = left = true;
      await Promise.all(living);
    },
  };
}

/**
 * All that can be wrong after the visitors `all` have come to rest; empty if nothing is. `strangers`: how many receipts of
 * others were acknowledged; `within`: how long the log may take, in milliseconds.
 */
export async function problemsOf(url, data, all, { strangers = 0, within = 5_000 } = {}) {
  const found = all.flatMap(({ problems }) => problems);
  for (const visitor of all) found.push(...(await checkVisitor(url, visitor)));
  const sum = (count) => all.reduce((total, visitor) => total + count(visitor), 0);
  const acknowledged = {
    events: sum(({ stored }) => stored.size),
    receipts: strangers + sum(({ receipts }) => receipts.length),
  };
  found.push(...(await checkFiles(url, data, acknowledged)));
  found.push(
    ...(await logProblems(
      url,
      data,
      all.flatMap(({ receipts }) => receipts),
      within,
    )),
  );
  const counts = {
    ...acknowledged,
    refused: sum(({ refused }) => refused.size),
    repeated: sum(({ repeats }) => repeats()),
    answersLost: sum(({ lost }) => lost()),
  };
  return { problems: found, counts };
}

/**
 * `kills` times: start the collector, `kill -9` it at a random moment under load. Then start it once more and hold
 * everything that was acknowledged against what is there.
 */
export async function killTrial({
  kills,
  visitors = 6,
  seed = Date.now() >>> 0,
  bin = BIN,
  say = (_) => {},
}) {
  const data = mkdtempSync(join(tmpdir(), 'sayso-kill-'));
  const port = await freePort();
  const random = randomFrom(seed);
  let startedAt = performance.now();
  const people = crowd({
    visitors,
    url: () => `http://127.0.0.1:${port}`,
    since: () => startedAt,
    random: randomFrom(seed + 1),
  });
  let collector = startCollector({ data, port, bin });
  try {
    for (let killed = 1; killed <= kills; killed++) {
      if (random() < DURING_START.share) await sleep(random() * DURING_START.within);
      else {
        await collector.ready;
        await sleep(random() * WHILE_SERVING);
      }
      await collector.kill();
      say(`killed ${killed} of ${kills} times`);
      startedAt = performance.now();
      collector = startCollector({ data, port, bin });
    }
    await collector.ready;
    startedAt = performance.now();
    await sleep(300);
    await people.rest();
    return { seed, ...(await problemsOf(collector.url, data, people.all)) };
  } finally {
    await people.leave();
    await collector.kill();
    rmSync(data, { recursive: true, force: true });
  }
}
