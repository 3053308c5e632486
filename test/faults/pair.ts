import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { freePort, startCollector } from './collector.mjs';

type Collector = ReturnType<typeof startCollector>;

/** Two collectors on one folder, for the tests of a file. */
export function openPair(): { data: string; one: Collector; other: Collector } {
  const data = mkdtempSync(join(tmpdir(), 'sayso-pair-'));
  const running: Collector[] = [];
  beforeAll(async () => {
    while (running.length < 2) {
      const collector = startCollector({ data, port: await freePort() });
      running.push(collector);
      await collector.ready;
    }
  });
  afterAll(async () => {
    await Promise.all(running.map((collector) => collector.kill()));
    rmSync(data, { recursive: true });
  });
  return {
    data,
    get one() {
      return running[0] as Collector;
    },
    get other() {
      return running[1] as Collector;
    },
  };
}
