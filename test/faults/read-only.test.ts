import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { expectBusy, LOG_AGAIN } from './busy.ts';
import { freePort, startCollector } from './collector.mjs';
import { crowd, problemsOf } from './driver.mjs';
import { faultyDisk } from './small-disk.mjs';

let collector: ReturnType<typeof startCollector> | undefined;
afterEach(() => collector?.kill());

const get = (path: string) => fetch(`${collector?.url}${path}`);

async function open(data: string, port: number) {
  collector = startCollector({ data, port });
  await collector.ready;
  return collector.url;
}

/** The log has its first checkpoint, so that there is something to read. */
async function expectLog() {
  await expect.poll(async () => (await get('/log/demo/checkpoint')).status, { timeout: 20_000 }).toBe(200);
  await sleep(500);
}

const expectReadOnly = (url: string): Promise<number> =>
  expectBusy(url, 'Nothing can be stored now: the disk fails, or is read-only.', ['/log/demo/checkpoint']);

const disk = faultyDisk(48);
afterAll(() => disk?.remove());

test.skipIf(!disk)(
  'a disk that turns read-only under a collector stops writing and not reading; repaired, it has all that was acknowledged',
  async () => {
    if (!disk) return;
    // A folder for each try: Linux may answer a flush as done that this fault undoes (flush.soak.mjs), so that one try may fail.
    const [data, port] = [mkdtempSync(join(disk.path, 'data-')), await freePort()];
    const url = await open(data, port);
    const people = crowd({ visitors: 4, url: () => url });
    await expectLog();
    disk.turnReadOnly();
    const strangers = await expectReadOnly(url);

    await collector?.stop();
    expect(disk.repair()).toBe(true);
    await open(data, port);
    expect((await get('/readyz')).status).toBe(200);
    await sleep(500);
    await people.rest();
    const { problems, counts } = await problemsOf(url, data, people.all, { strangers, within: LOG_AGAIN });
    expect(problems).toEqual([]);
    expect(counts.events).toBeGreaterThan(20);
    await collector?.stop();
  },
  150_000,
);

test.skipIf(spawnSync('prlimit', ['--version']).status !== 0)(
  'a collector that may write again goes on by itself, and nothing acknowledged is lost',
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'sayso-read-only-'));
    const url = await open(data, await freePort());
    const people = crowd({ visitors: 4, url: () => url });
    await expectLog();
    expect(collector?.mayWrite(false)).toBe(true);
    const strangers = await expectReadOnly(url);

    expect(collector?.mayWrite(true)).toBe(true);
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 10_000 }).toBe(200);
    await sleep(500);
    await people.rest();
    const { problems, counts } = await problemsOf(url, data, people.all, { strangers, within: LOG_AGAIN });
    expect(problems).toEqual([]);
    expect(counts.events).toBeGreaterThan(20);
    rmSync(data, { recursive: true });
  },
  150_000,
);
