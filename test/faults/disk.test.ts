import { mkdtempSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { expectBusy, LOG_AGAIN } from './busy.ts';
import { freePort, sayso, startCollector } from './collector.mjs';
import { crowd, problemsOf } from './driver.mjs';
import { smallDisk } from './small-disk.mjs';

const disk = smallDisk(12);
let collector: ReturnType<typeof startCollector> | undefined;
afterEach(() => collector?.kill());
afterAll(() => disk?.remove());

const get = (path: string) => fetch(`${collector?.url}${path}`);

test.skipIf(!disk)(
  'a full disk: what is there is served, what is new is answered busy, and readiness says why; with room it goes on, and nothing acknowledged is lost',
  async () => {
    if (!disk) return;
    disk.free();
    const data = mkdtempSync(`${disk.path}/data-`);
    collector = startCollector({ data, port: await freePort() });
    await collector.ready;
    const { url } = collector;
    const people = crowd({ visitors: 4, url: () => url });
    await sleep(1_000);
    disk.fill();

    const taken = await expectBusy(url, expect.stringMatching(/disk/));
    expect((await sayso('doctor', '--data', data)).said).toMatch(/WRONG {2}disk: only \d+ MiB are free/);

    disk.free();
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 10_000 }).toBe(200);
    await sleep(500);
    await people.rest();
    const { problems, counts } = await problemsOf(url, data, people.all, {
      strangers: taken,
      within: LOG_AGAIN,
    });
    expect(problems).toEqual([]);
    expect(counts.events).toBeGreaterThan(20);
    expect(counts.repeated).toBeGreaterThan(0);

    // And a disk that is read-only does not let a collector start, which says so.
    await collector.stop();
    expect(disk.readOnly()).toBe(true);
    const { code, said } = await sayso('serve', '--data', data, '--port', '0');
    expect(code).toBe(69);
    expect(said).toMatch(/Cannot (keep data in|open) .*(not writable|cannot be written)/);
  },
  150_000,
);
