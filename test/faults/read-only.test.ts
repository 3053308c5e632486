import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { freePort, startCollector } from './collector.mjs';
import { crowd, problemsOf } from './driver.mjs';
import { faultyDisk } from './small-disk.mjs';

let collector: ReturnType<typeof startCollector> | undefined;
afterEach(() => collector?.kill());

const get = (path: string) => fetch(`${collector?.url}${path}`);
const refuse = () =>
  fetch(`${collector?.url}/v1/demo/receipts`, {
    method: 'POST',
    body: JSON.stringify({
      id: crypto.randomUUID(),
      purposes: { preferences: false, analytics: false, marketing: false },
      policyVersion: 1,
      method: 'reject-all',
      at: new Date().toISOString(),
    }),
  });

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

/** Nothing can be written: what is there is served, what is new is answered busy, and readiness says why. */
async function expectReadOnly() {
  await expect.poll(async () => (await get('/readyz')).status, { timeout: 20_000 }).toBe(503);
  expect(await (await get('/readyz')).json()).toMatchObject({
    code: 'busy',
    detail: 'Nothing can be stored now: the disk fails, or is read-only.',
  });
  const refused = await refuse();
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: 'busy' });
  for (const path of ['/healthz', '/v1/demo/policy', '/s/demo.js', '/counts', '/log/demo/checkpoint'])
    expect((await get(path)).status, path).toBe(200);
}

const disk = faultyDisk(48);
afterAll(() => disk?.remove());

test.skipIf(!disk)(
  'a disk that turns read-only under a collector stops writing and not reading; repaired, it has all that was acknowledged',
  async () => {
    if (!disk) return;
    const [data, port] = [`${disk.path}/data`, await freePort()];
    const url = await open(data, port);
    const people = crowd({ visitors: 4, url: () => url });
    await expectLog();
    disk.turnReadOnly();
    await expectReadOnly();

    await collector?.stop();
    expect(disk.repair()).toBe(true);
    await open(data, port);
    expect((await get('/readyz')).status).toBe(200);
    await sleep(500);
    await people.rest();
    const { problems, counts } = await problemsOf(url, data, people.all);
    expect(problems).toEqual([]);
    expect(counts.events).toBeGreaterThan(20);
    await collector?.stop();
  },
);

test.skipIf(spawnSync('prlimit', ['--version']).status !== 0)(
  'a collector that may write again goes on by itself, and nothing acknowledged is lost',
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'sayso-read-only-'));
    const url = await open(data, await freePort());
    const people = crowd({ visitors: 4, url: () => url });
    await expectLog();
    expect(collector?.mayWrite(false)).toBe(true);
    await expectReadOnly();

    expect(collector?.mayWrite(true)).toBe(true);
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 10_000 }).toBe(200);
    await sleep(500);
    await people.rest();
    const { problems, counts } = await problemsOf(url, data, people.all);
    expect(problems).toEqual([]);
    expect(counts.events).toBeGreaterThan(20);
    rmSync(data, { recursive: true });
  },
);
