import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Frame } from 'playwright';
import { afterAll, describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { settle, until, type Visitor } from './visitor.ts';

const page = (collector: string): string =>
  `<!doctype html><html lang="en"><title>A page</title><body>
  <script src="${collector}/s/demo.js" data-region="DE"></script>
  <script type="text/plain" data-purpose="marketing">window.ran = true;</script>
  <a data-sayso="open" href="#">Your privacy choices</a>`;

const scene = openScene({
  pages: (collector) => ({
    '/framed': {
      html: '<iframe sandbox="allow-scripts" src="/inside" width="900" height="600"></iframe>',
    },
    '/inside': { html: page(collector) },
  }),
});
const folder = mkdtempSync(join(tmpdir(), 'sayso-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Place {
  visitor: Visitor;
  frame: Frame;
  /** What our own lines in the console say. */
  said: string[];
}

async function arrive(place: string): Promise<Place> {
  const visitor = await scene.visit();
  const said: string[] = [];
  visitor.page.on('console', (message) => {
    if (/sayso:/i.test(message.text())) said.push(message.text());
  });
  if (place === 'a file: page') {
    const file = join(folder, 'page.html');
    writeFileSync(file, page(scene.shop.collector));
    await visitor.page.goto(pathToFileURL(file).href);
    return { visitor, frame: visitor.page.mainFrame(), said };
  }
  await visitor.open('/framed');
  const frame = await until(
    () => visitor.page.frames().find((one) => one.url().endsWith('/inside')),
    'the frame',
  );
  return { visitor, frame, said };
}
const allowed = (frame: Frame) =>
  frame.evaluate(() => {
    const { allowed } = window.sayso.consent.get();
    return Object.keys(allowed).filter((id) => allowed[id]);
  });
const act = (frame: Frame, action: string) =>
  frame.locator(`[data-action=${action}]:visible`).first().click();
const banner = (frame: Frame) => frame.locator('sayso-banner h2');
const events = ({ asked }: Visitor) => asked.filter((one) => one.endsWith('/events'));

describe.each(['a file: page', 'a sandboxed frame without an origin'])('%s', (place) => {
  test('asks, and a yes holds for third-party code until the page is left; nothing is captured, which is said once', async () => {
    const { visitor, frame, said } = await arrive(place);
    await banner(frame).waitFor();
    await act(frame, 'accept-all');
    await until(() => frame.evaluate(() => 'ran' in window), 'what waited for the yes');
    await settle(visitor.page);
    expect(await allowed(frame)).toContain('analytics');
    expect(await banner(frame).count()).toBe(0);
    // The collector takes no yes from a page that it can't tell from any other (contract, "Origin").
    expect(await scene.counts()).toMatchObject({ accepted: 0 });
    expect(events(visitor)).toEqual([]);
    expect(await visitor.receipts()).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/^sayso: this page has no origin/)]);
    expect(visitor.errors).toEqual([]);
    expect(await visitor.context.cookies()).toEqual([]);
    await frame.goto(frame.url());
    await banner(frame).waitFor();
  });

  test('takes a no, tells the collector, and stores nothing', async () => {
    const { visitor, frame, said } = await arrive(place);
    await banner(frame).waitFor();
    await act(frame, 'reject-all');
    await settle(visitor.page);
    expect(await allowed(frame)).toEqual(['necessary']);
    expect(await frame.evaluate(() => 'ran' in window)).toBe(false);
    expect(await banner(frame).count()).toBe(0);
    expect(visitor.asked).toContain('POST /v1/demo/receipts');
    expect(events(visitor)).toEqual([]);
    expect(said).toEqual([]);
    expect(visitor.errors).toEqual([]);
    expect(await visitor.context.cookies()).toEqual([]);
  });

  test('opens the preferences, and a withdrawal closes what was allowed', async () => {
    const { visitor, frame } = await arrive(place);
    await banner(frame).waitFor();
    await act(frame, 'customise');
    await frame.locator('sayso-banner dialog').waitFor();
    await act(frame, 'accept-all');
    await until(async () => (await allowed(frame)).includes('analytics'), 'the yes');
    await frame.locator('[data-sayso=open]').click();
    await act(frame, 'withdraw');
    await until(async () => (await allowed(frame)).length === 1, 'the withdrawal');
    expect(visitor.errors).toEqual([]);
  });
});
