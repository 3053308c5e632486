import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';

/** After a fault the log is left alone for a minute at most, in milliseconds. */
export const LOG_AGAIN = 70_000;

const SERVED = ['/healthz', '/v1/demo/policy', '/s/demo.js', '/counts'];

/** A stranger's no, which the collector has to write. */
const refuse = (url: string): Promise<Response> =>
  fetch(`${url}/v1/demo/receipts`, {
    method: 'POST',
    body: JSON.stringify({
      id: crypto.randomUUID(),
      purposes: { preferences: false, analytics: false, marketing: false },
      policyVersion: 1,
      method: 'reject-all',
      at: new Date().toISOString(),
    }),
  });

/**
 * Nothing can be written: readiness says why, what is new is answered busy, and what is there is served. Returns how many
 * strangers' noes were still taken.
 */
export async function expectBusy(url: string, detail: unknown, served: string[] = []): Promise<number> {
  const ready = async () => (await fetch(`${url}/readyz`)).json();
  await expect.poll(ready, { timeout: 20_000 }).toMatchObject({ code: 'busy', detail });
  // The write-ahead log may have room of its own for a while, for a small write longest.
  let refused = await refuse(url);
  let taken = 0;
  for (let tries = 200; tries > 0 && refused.status !== 503; tries--) {
    if (refused.status === 201) taken++;
    await sleep(100);
    refused = await refuse(url);
  }
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: 'busy' });
  for (const path of [...SERVED, ...served]) expect((await fetch(url + path)).status, path).toBe(200);
  return taken;
}
