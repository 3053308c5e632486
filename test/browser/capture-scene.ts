import { beforeAll } from 'vitest';
import type { Policy, ShopOptions } from './harness.ts';
import { publish } from './publish.ts';
import { openScene, type Scene } from './scene.ts';
import { type Held, until, type Visitor } from './visitor.ts';

type Event = Held['events'][number];

export interface CaptureScene extends Scene {
  /** Somebody who has accepted all on an earlier page. */
  returning(): Promise<Visitor>;
}

/** All sources that a policy can name. */
export const ALL = [
  ...['page', 'click', 'markup', 'dataLayer', 'search', 'form', 'scroll', 'engagement'],
  ...['vitals', 'error', 'structured', 'selectors'],
];

/** A shop whose policy names these sources, and pages that have nothing in them but what a test puts there. */
export function openCapture(
  capture: { sources: string[] } & Record<string, unknown>,
  pages: Record<string, string> | NonNullable<ShopOptions['pages']>,
  change: (policy: Policy) => void = () => {},
): CaptureScene {
  const withTag = (collector: string) =>
    Object.fromEntries(
      Object.entries(pages).map(([path, html]) => [
        path,
        { html: `<script src="${collector}/s/demo.js" data-region="DE"></script>${html}` },
      ]),
    );
  const scene = openScene({ pages: typeof pages === 'function' ? pages : withTag });
  beforeAll(() =>
    publish(scene.shop, (policy) => {
      policy.capture = capture;
      change(policy);
    }),
  );
  return {
    ...scene,
    get shop() {
      return scene.shop;
    },
    get browser() {
      return scene.browser;
    },
    async returning() {
      const visitor = await scene.visit();
      await visitor.open('/privacy?region=DE');
      await visitor.accept();
      return visitor;
    },
  };
}

/** What the collector holds, once the page has sent what it has. */
export async function captured({ page, held }: Visitor, name: string | RegExp): Promise<Event[]> {
  await page.evaluate(() => window.sayso.flush());
  const is = (one: string): boolean => (typeof name === 'string' ? one === name : name.test(one));
  const events = (await held())?.events ?? [];
  // Where the yes was said.
  return events.filter((event) => is(event.name) && event.page?.path !== '/privacy');
}

/** The properties of these events, once there are at least so many. */
export async function propsOf(visitor: Visitor, name: string, least = 1): Promise<unknown[]> {
  return until(async () => {
    const events = await captured(visitor, name);
    return events.length >= least ? events.map(({ props }) => props) : null;
  }, `${least} × ${name}`);
}

/** The file of a source is there, and has begun. */
export async function begun(visitor: Visitor, source: string): Promise<void> {
  await until(() => visitor.asked.some((path) => path.endsWith(`/source-${source}.js`)), source);
  await visitor.page.waitForTimeout(200);
}
