import { describeCapture } from './capture-suite.ts';
import { FIREFOX, openFirefox, visitFirefox } from './firefox-visitor.ts';
import type { Shop } from './harness.ts';

async function start() {
  const browser = await openFirefox();
  return { visit: (shop: Shop) => visitFirefox(browser, shop), close: () => browser.close() };
}

describeCapture('Firefox', start, FIREFOX !== '');
