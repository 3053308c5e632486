import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright';
import type { Shop } from './harness.ts';

/** One browser for a test file. */
export async function openBrowser(): Promise<Browser> {
  const path = new URL('../../scripts/browser.mjs', import.meta.url).href;
  const { launchOptions } = (await import(path)) as { launchOptions(): Promise<object> };
  return chromium.launch(await launchOptions());
}

export interface VisitorOptions {
  /** Global Privacy Control, as the header and as the property. */
  gpc?: { header?: boolean; property?: boolean };
  javaScript?: boolean;
  locale?: string;
}

/** Somebody with a browser of their own, and a list of what it asked the collector for. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Requests to the collector so far: method and path. */
  asked: string[];
  /** Bodies that were sent to a path of the collector. */
  sent(path: string): Record<string, unknown>[];
  /** Opens a page of the store. */
  open(path: string): Promise<void>;
  /** Clicks an action of the banner or the preferences, as a person does. */
  act(action: string): Promise<void>;
  /** The store's cookies of Sayso. */
  cookies(): Promise<{ name: string; value: string }[]>;
  /** The subject, if the browser has one. */
  subject(): Promise<string | null>;
  /** All that the collector holds of this visitor; null if it knows nobody. */
  held(): Promise<Held | null>;
  /** Everything that the browser stores for the store, of any kind. */
  stored(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Held {
  receipts: { id: string; jws: string; receivedAt: string }[];
  events: { id: string; name: string; at: string; page?: { url: string }; props?: Record<string, unknown> }[];
}

export async function visit(browser: Browser, shop: Shop, options: VisitorOptions = {}): Promise<Visitor> {
  const { header = false, property = header } = options.gpc ?? {};
  const context = await browser.newContext({
    locale: options.locale ?? 'en-GB',
    javaScriptEnabled: options.javaScript ?? true,
    ...(header ? { extraHTTPHeaders: { 'sec-gpc': '1' } } : {}),
  });
  if (property) {
    await context.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
    );
  }
  const page = await context.newPage();
  const requests: Request[] = [];
  const asked: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(shop.collector)) return;
    requests.push(request);
    asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });

  const visitor: Visitor = {
    context,
    page,
    asked,
    sent: (path) =>
      requests.flatMap((r) => (new URL(r.url()).pathname === path && r.method() === 'POST' ? [JSON.parse(r.postData() ?? '{}')] : [])),
    async open(path) {
      await page.goto(shop.store + path, { waitUntil: 'load' });
    },
    async act(action) {
      const button = page.locator(`[data-action="${action}"]:visible`).first();
      await button.click();
    },
    async cookies() {
      return (await context.cookies(shop.store)).filter(({ name }) => name.includes('sayso-'));
    },
    async subject() {
      const [cookie] = await visitor.cookies();
      return cookie?.value.split('.')[4] || null;
    },
    async held() {
      const subject = await visitor.subject();
      if (!subject) return null;
      const answer = await fetch(`${shop.collector}/v1/demo/me`, { headers: { authorization: `Bearer ${subject}` } });
      return answer.ok ? ((await answer.json()) as Held) : null;
    },
    async stored() {
      const cookies = (await context.cookies()).map(({ name }) => `cookie ${name}`);
      const rest = await page.evaluate(async () => [
        ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
        ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
        ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
        ...(await caches.keys()).map((key) => `cache ${key}`),
        ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `worker ${scope}`),
        ...(window.name ? [`window.name ${window.name}`] : []),
      ]);
      return [...cookies, ...rest];
    },
    close: () => context.close(),
  };
  return visitor;
}

/** Waits until `look` gives something true, and returns it. */
export async function until<T>(look: () => Promise<T> | T, what: string, ms = 10_000): Promise<NonNullable<T>> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen as NonNullable<T>;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Lets everything happen that might: longer than a batch waits. */
export const settle = (page: Page): Promise<void> => page.waitForTimeout(2600);
