import type { ConsentPort } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { mountBanner } from './index.ts';

/** A handle whose port must not be touched. */
const unready = (ready: Promise<unknown>, touched: () => void) => ({
  ready,
  get port(): ConsentPort {
    touched();
    throw new Error('touched');
  },
});

test('importing and mounting need no page: a server can render a store that mounts the banner', () => {
  expect(typeof document).toBe('undefined');
  expect(() => mountBanner(unready(new Promise(() => {}), () => {}))).not.toThrow();
});

test('a Sayso that could not get its policy shows no banner and throws nothing into the page', async () => {
  let touched = false;
  const ready = Promise.reject(new Error('offline'));
  mountBanner(unready(ready, () => (touched = true)));
  await ready.catch(() => {});
  await Promise.resolve();
  expect(touched).toBe(false);
});

test('a banner that is taken away before the policy is there never comes', async () => {
  let touched = false;
  const ready = Promise.resolve();
  const unmount = mountBanner(unready(ready, () => (touched = true)));
  unmount();
  await ready;
  await Promise.resolve();
  expect(touched).toBe(false);
});
