import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './visitor.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
interface Case {
  name: string;
  policy: string;
  expect: unknown;
}
const { policies, cases } = JSON.parse(read('../conformance/vectors/decide.json')) as {
  policies: Record<string, unknown>;
  cases: Case[];
};

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  await page.route('http://modules.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (!pathname.endsWith('.js'))
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
    return route.fulfill({
      contentType: 'text/javascript',
      body: read(`../../packages/protocol/dist${pathname}`),
    });
  });
  await page.goto('http://modules.test/');
});
afterAll(() => browser?.close());

describe('decide, as it was built, in a browser', () => {
  test(`gives what each of the ${cases.length} cases expects`, async () => {
    const given = cases.map((one) => ({ ...one, policy: policies[one.policy] }));
    // As text: vitest would make its own of an import.
    const decided = (await page.evaluate(
      `import('/index.js').then(({ decide }) => ${JSON.stringify(given)}.map((input) => decide(input)))`,
    )) as unknown[];
    expect(cases.length).toBeGreaterThan(40);
    for (const [n, one] of cases.entries()) expect(decided[n], one.name).toEqual(one.expect);
  });
});
