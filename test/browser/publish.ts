import type { Policy, Shop } from './harness.ts';
import { until } from './visitor.ts';

/** Publishes a changed demo policy, and waits until the collector serves another script than before. */
export async function publish(
  shop: Shop,
  change: (policy: Policy) => void,
  ...flags: string[]
): Promise<void> {
  const script = async (): Promise<string> => (await fetch(`${shop.collector}/s/demo.js`)).text();
  const before = await script();
  shop.publish(change, ...flags);
  await until(async () => (await script()) !== before, 'the new policy');
}
