import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';

let store: Server;
let address: string;
beforeAll(async () => {
  const path = new URL('server.mjs', import.meta.url).href;
  const { createReactStore } = (await import(path)) as {
    createReactStore(options: { collector: string }): Promise<Server>;
  };
  store = await createReactStore({ collector: 'https://collector.example/"><script>' });
  store.listen(0, '127.0.0.1');
  await once(store, 'listening');
  address = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
}, 60_000);
afterAll(() => {
  store?.close();
});

test('the server renders the page as for somebody of whom nothing is known', async () => {
  const page = await (await fetch(address)).text();
  expect(page).toContain('Nothing is known yet, and nothing is allowed.');
  expect(page).toContain('once you allow marketing');
  expect(page).not.toContain('<iframe');
  expect(page).not.toContain('"><script>');
});

test('it serves the bundle, and no file beside it', async () => {
  const script = await fetch(`${address}/client/client.js`);
  expect(script.headers.get('content-type')).toBe('text/javascript');
  expect((await script.text()).length).toBeGreaterThan(10_000);
  for (const path of ['/client/../server/page.js', '/client/..%2f..%2fserver.mjs', '/client/nothing.js']) {
    const answer = await fetch(address + path);
    expect(await answer.text()).not.toContain('createReactStore');
  }
});
