import { describeCapture } from './capture-suite.ts';
import { engineVisitor } from './engine-visitor.ts';
import type { Shop } from './harness.ts';
import { openBrowser } from './visitor.ts';

async function start() {
  // Playwright switches the back/forward cache off.
  const browser = await openBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  async function visit(shop: Shop) {
    const context = await browser.newContext();
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    return engineVisitor(
      {
        goto: (url) => page.goto(url, { waitUntil: 'load' }),
        evaluate: (look) => page.evaluate(look),
        click: (selector) => page.locator(selector).click(),
        close: () => context.close(),
      },
      shop,
    );
  }
  return { visit, close: () => browser.close() };
}

describeCapture('Chromium', start);
