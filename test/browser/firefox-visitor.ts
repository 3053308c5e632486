import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type EngineVisitor, engineVisitor, type Hands } from './engine-visitor.ts';
import type { Shop } from './harness.ts';

const path = new URL('../../scripts/firefox.mjs', import.meta.url).href;
const { firefoxPath } = (await import(path)) as { firefoxPath(): Promise<string> };

/** Where Firefox is; empty where there is none, and then its tests are skipped. */
export const FIREFOX = await firefoxPath();

/** What a visitor of Firefox has set up: its preferences, since each is read when it starts. */
export interface FirefoxSettings {
  gpc?: boolean;
  dark?: boolean;
  forcedColors?: boolean;
  reducedMotion?: boolean;
  locale?: string;
}

/** A Firefox as it is installed, driven by WebDriver BiDi. */
export const openFirefox = ({
  gpc = false,
  dark = false,
  forcedColors = false,
  reducedMotion = false,
  locale = 'en-GB',
}: FirefoxSettings = {}): Promise<Browser> =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    extraPrefsFirefox: {
      'privacy.globalprivacycontrol.enabled': gpc,
      'privacy.globalprivacycontrol.functionality.enabled': true,
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
      'browser.display.document_color_use': forcedColors ? 2 : 0,
      'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
      'intl.accept_languages': locale,
    },
  });

export interface FirefoxVisitor extends EngineVisitor {
  page: Page;
}

/** Somebody with a clean profile. */
export async function visitFirefox(
  browser: Browser,
  shop: Shop,
  viewport = { width: 1280, height: 800 },
): Promise<FirefoxVisitor> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(viewport);
  page.setDefaultTimeout(15_000);
  const hands: Hands = {
    goto: (url) => page.goto(url, { waitUntil: 'load' }),
    evaluate: async <Seen>(look: () => Seen | Promise<Seen>) => (await page.evaluate(look)) as Seen,
    async click(selector) {
      await (await page.waitForSelector(selector, { visible: true }))?.click();
    },
    close: () => context.close(),
  };
  return { ...engineVisitor(hands, shop), page };
}
