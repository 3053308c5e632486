import type { Sayso } from '@sayso/sdk';
import {
  type Browser,
  type BrowserContext,
  type Cookie,
  chromium,
  type LaunchOptions,
  type Page,
  type Request,
} from 'playwright';
import { expect } from 'vitest';
import type { Shop } from './harness.ts';

declare global {
  interface Window {
    sayso: Omit<Sayso, 'port'>;
  }
}

/** One browser for a test file. `change`: other options of Playwright's `launch`. */
export async function openBrowser(change: LaunchOptions = {}): Promise<Browser> {
  const path = new URL('../../scripts/browser.mjs', import.meta.url).href;
  const { launchOptions } = (await import(path)) as { launchOptions(): Promise<LaunchOptions> };
  const usual = await launchOptions();
  return chromium.launch({ ...usual, ...change, args: [...(usual.args ?? []), ...(change.args ?? [])] });
}

export interface VisitorOptions {
  /** Global Privacy Control, as the header and as the property. */
  gpc?: { header?: boolean; property?: boolean };
  javaScript?: boolean;
  locale?: string;
  /** The store by another name of this machine. */
  host?: string;
  viewport?: { width: number; height: number };
}

/** Somebody with a browser of their own, and a list of what it asked the collector for. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Requests to the collector so far: method and path. */
  asked: string[];
  /** All requests so far, to anybody. */
  requests: Request[];
  /** Errors that no page code caught. */
  errors: string[];
  /** Bodies that were sent to a path of the collector. */
  sent(path: string): Record<string, unknown>[];
  /** Opens a page of the store. */
  open(path: string): Promise<void>;
  /** Clicks an action of the banner or the preferences, as a person does. */
  act(action: string): Promise<void>;
  /** Accepts all, and waits until the collector holds what the page shows. */
  accept(): Promise<Held>;
  /** Opens the preferences as a person does. */
  openPreferences(): Promise<void>;
  /** The store's cookies of Sayso. */
  cookies(): Promise<Cookie[]>;
  /** The subject, if the browser has one. */
  subject(): Promise<string | null>;
  /** All that the collector holds of this visitor; null if it knows nobody. */
  held(subject?: string | null): Promise<Held | null>;
  /** The payloads of the receipts that the browser was answered with, oldest first. */
  receipts(): Promise<Record<string, unknown>[]>;
  /** Everything that the browser stores for the store, of any kind. */
  stored(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Held {
  receipts: { id: string; jws: string; receivedAt: string }[];
  events: {
    id: string;
    name: string;
    at: string;
    page?: { url: string; path?: string; id?: string };
    props?: Record<string, unknown>;
  }[];
}

/** All that the collector holds of a subject; null if it knows nobody. */
export async function heldOf(
  { collector }: { collector: string },
  subject: string | null,
): Promise<Held | null> {
  if (!subject) return null;
  const headers = { authorization: `Bearer ${subject}` };
  const answer = await fetch(`${collector}/v1/demo/me`, { headers });
  return answer.ok ? ((await answer.json()) as Held) : null;
}

export async function visit(browser: Browser, shop: Shop, options: VisitorOptions = {}): Promise<Visitor> {
  const { header = false, property = header } = options.gpc ?? {};
  const context = await browser.newContext({
    locale: options.locale ?? 'en-GB',
    ...(options.viewport && { viewport: options.viewport }),
    javaScriptEnabled: options.javaScript ?? true,
    ...(header ? { extraHTTPHeaders: { 'sec-gpc': '1' } } : {}),
  });
  if (property) {
    await context.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
    );
  }
  const store = shop.store.replace('127.0.0.1', options.host ?? '127.0.0.1');
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const requests: Request[] = [];
  const errors: string[] = [];
  // Read at once: a page that was left has no bodies any more.
  const answers: Promise<{ receipt?: string }>[] = [];
  const asked: string[] = [];
  context.on('request', (request) => {
    requests.push(request);
    if (!request.url().startsWith(shop.collector)) return;
    asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });

  context.on('response', (response) => {
    const ours = response.url() === `${shop.collector}/v1/demo/receipts`;
    if (ours && response.request().method() === 'POST') answers.push(response.json().catch(() => ({})));
  });
  context.on('weberror', (error) => errors.push(error.error().message));
  const posts = (path: string): Request[] =>
    requests.filter((r) => r.method() === 'POST' && new URL(r.url()).pathname === path);

  const visitor: Visitor = {
    context,
    page,
    asked,
    requests,
    errors,
    sent: (path) => posts(path).map((request) => JSON.parse(request.postData() ?? '{}')),
    async open(path) {
      await page.goto(store + path, { waitUntil: 'load' });
    },
    async act(action) {
      const button = page.locator(`[data-action="${action}"]:visible`).first();
      await button.click();
    },
    async accept() {
      await visitor.act('accept-all');
      return until(async () => {
        const held = await visitor.held();
        return held?.events.some(({ name }) => name === 'page_view') ? held : null;
      }, 'the page_view');
    },
    async openPreferences() {
      await page.locator('[data-action="customise"]:visible, [data-sayso="open"]').first().click();
      await page.locator('sayso-banner dialog').waitFor();
    },
    async cookies() {
      return (await context.cookies(store)).filter(({ name }) => name.includes('sayso-'));
    },
    async subject() {
      const [cookie] = await visitor.cookies();
      return cookie?.value.split('.')[4] || null;
    },
    async held(given) {
      return heldOf(shop, given ?? (await visitor.subject()));
    },
    async receipts() {
      return (await Promise.all(answers)).flatMap(({ receipt }) => (receipt ? [payloadOf(receipt)] : []));
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
export async function until<T>(
  look: () => Promise<T> | T,
  what: string,
  ms = 10_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen as NonNullable<T>;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** It may take a while on a busy machine. */
export const soon = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 });

/** What a receipt says. */
export const payloadOf = (jws: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());

export const names = (held: Held | null): string[] => held?.events.map(({ name }) => name) ?? [];

/** Lets everything happen that might: longer than a batch waits. */
export const settle = (page: Page): Promise<void> => page.waitForTimeout(2600);

/** The guard is there, and has begun. */
export const guarding = ({ page }: Visitor, ms?: number): Promise<boolean> =>
  until(
    () => page.evaluate(() => 'sayso' in (document.querySelector('sayso-banner') ?? {})).catch(() => false),
    'the guard',
    ms,
  );

/** What was asked of the collector beside the script and the files that a banner needs: those are the same for everybody. */
export const beyondFiles = ({ asked }: Visitor): string[] =>
  asked.filter((line) => !/^GET (\/s\/demo\.js|\/assets\/\w+\/(guard|mend)\.js)$/.test(line));
