import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import type { Shop } from './harness.ts';
import type { Held } from './visitor.ts';

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

export interface FirefoxVisitor {
  page: Page;
  open(path: string): Promise<void>;
  act(action: string): Promise<void>;
  /** The subject in the cookie, if there is one. */
  subject(): Promise<string | null>;
  /** All that the collector holds of this visitor; null if it knows nobody. */
  held(): Promise<Held | null>;
  close(): Promise<void>;
}

/** Somebody with a clean profile. */
export async function visitFirefox(
  browser: Browser,
  shop: Shop,
  viewport = { width: 1280, height: 800 },
): Promise<FirefoxVisitor> {
  const context: BrowserContext = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(viewport);
  page.setDefaultTimeout(15_000);
  const visitor: FirefoxVisitor = {
    page,
    open: async (path) => void (await page.goto(shop.store + path, { waitUntil: 'load' })),
    async act(action) {
      const button = await page.waitForSelector(`sayso-banner [data-action="${action}"]`, { visible: true });
      await button?.click();
    },
    async subject() {
      const cookie = await page.evaluate(() => document.cookie);
      return /(?:^|; )sayso-demo=[^;]*/.exec(cookie)?.[0].split('.')[4] || null;
    },
    async held() {
      const subject = await visitor.subject();
      if (!subject) return null;
      const headers = { authorization: `Bearer ${subject}` };
      const answer = await fetch(`${shop.collector}/v1/demo/me`, { headers });
      return answer.ok ? ((await answer.json()) as Held) : null;
    },
    close: () => context.close(),
  };
  return visitor;
}
