// The pictures of the README, by hand: `npm start` in one terminal, `node docs/pictures/make.mjs` in another.
// STORE_PORT says where the demo store is, if not on 8080.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { launchOptions } from '../../scripts/browser.mjs';

const store = `http://127.0.0.1:${process.env.STORE_PORT || 8080}`;
const MOST_BYTES = 150_000;

const WIDE = { viewport: { width: 1200, height: 760 } };
const PHONE = {
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 1.5,
  isMobile: true,
  hasTouch: true,
};
const customise = '[data-action="customise"]';

const PICTURES = [
  { name: 'banner', screen: WIDE, path: '/?region=DE' },
  { name: 'banner-phone', screen: PHONE, path: '/?region=DE' },
  { name: 'preferences', screen: WIDE, path: '/p/stone-mug?region=DE', click: customise },
  { name: 'dark', screen: { ...WIDE, colorScheme: 'dark' }, path: '/?region=DE' },
];

const browser = await chromium.launch(await launchOptions());
try {
  for (const { name, screen, path, click } of PICTURES) {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...screen });
    const page = await context.newPage();
    await page.goto(store + path, { waitUntil: 'networkidle' });
    await page.locator('sayso-banner [data-action="reject-all"]').first().waitFor();
    if (click) await page.locator(click).click();
    if (click) await page.locator('sayso-banner dialog[open]').waitFor();
    const file = fileURLToPath(new URL(`${name}.png`, import.meta.url));
    await page.screenshot({ path: file });
    await context.close();
    const bytes = statSync(file).size;
    process.stdout.write(`${name}.png ${bytes} bytes\n`);
    if (bytes > MOST_BYTES) process.stdout.write(`  more than ${MOST_BYTES}: make its screen smaller\n`);
  }
} finally {
  await browser.close();
}
