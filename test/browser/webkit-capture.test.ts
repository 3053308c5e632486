import { describeCapture } from './capture-suite.ts';
import type { Shop } from './harness.ts';
import { openWebKit, visitWebKit, WEBKIT } from './webkit-visitor.ts';

async function start() {
  const webkit = await openWebKit();
  return { visit: (shop: Shop) => visitWebKit(webkit, shop), close: webkit.close };
}

describeCapture('WebKit', start, WEBKIT !== null);
