// Visitors of the real shop: one who agrees, one who refuses, one with a phone who has not chosen yet. What is wrong is told
// in sentences.

import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { button, chooseColour, PRODUCT, STEPS, TELLING } from './steps.mjs';

/** Whatever may still come of a step has come after so many milliseconds. */
const SETTLED = 1500;
/** The number of an order, in an address. */
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;
/**
 * Events whose values are the clock's and the window's; they may come with any step. Nor is it sure whether the checkout's call
 * of Stripe fails before the source of errors is there.
 */
const MEASURED = {
  scroll: ({ percent }) => [25, 50, 75, 90, 100].includes(percent),
  engagement: ({ ms }) => ms > 0 && ms < 60_000,
  error: ({ kind }) => kind === 'resource',
  web_vital: ({ metric, value }) => /^(LCP|INP|CLS)$/.test(metric) && value >= 0,
};

/** Somebody with a browser of their own; nothing that a page asks of other hosts leaves this machine. */
async function visit({ browser, url, collector, viewport }) {
  const context = await browser.newContext({ viewport, locale: 'en-US' });
  context.setDefaultTimeout(15_000);
  const requests = [];
  const errors = [];
  await context.route(
    (address) => address.origin !== url && address.origin !== collector,
    (route) => route.abort(),
  );
  context.on('request', (request) => requests.push(request));
  context.on('weberror', (error) => errors.push(error.error().message));
  const page = await context.newPage();
  return {
    context,
    page,
    errors,
    /** What was asked of the collector, but for the files that are the same for everybody. */
    told: () =>
      requests.filter(
        (request) =>
          request.url().startsWith(collector) &&
          !(request.method() === 'GET' && /\/(s\/shop\.js|assets\/\w+\/[\w-]+\.js)$/.test(request.url())),
      ),
    /** All that was said to anybody but the shop. */
    said: async () =>
      Promise.all(
        requests
          .filter((request) => !request.url().startsWith(url))
          .map(async (one) => `${one.url()} ${one.postData()} ${JSON.stringify(await one.allHeaders())}`),
      ),
    subject: async () => {
      const cookies = await context.cookies();
      return cookies.find(({ name }) => name === 'sayso-shop')?.value.split('.')[4] ?? '';
    },
    /** What is kept for the shop's pages, but for the shop's own cookie. */
    kept: async () => [
      ...(await context.cookies()).map(({ name }) => name).filter((name) => name !== 'sid'),
      ...(await page.evaluate(async () => [
        ...Object.keys(localStorage),
        ...Object.keys(sessionStorage),
        ...(await indexedDB.databases()).map(({ name }) => name),
      ])),
    ],
  };
}

/** Goes the whole way of `STEPS`. `steps`: each with the rows that the collector holds of it. */
export async function agrees({ browser, url, collector, picture }) {
  const visitor = await visit({ browser, url, collector, viewport: { width: 1280, height: 800 } });
  const { page } = visitor;
  const problems = [];
  await page.goto(url);
  await page.locator('sayso-banner [data-action="accept-all"]').waitFor();
  await page.locator('.search__icon').click();
  await page.locator('.close-icon').click();
  await sleep(2 * SETTLED);
  await picture(page, 'desktop');
  const early = visitor.told().map((one) => `${one.method()} ${one.url()}`);
  if (early.length) problems.push(`Before the choice the collector was told: ${early.join(', ')}.`);
  const keptEarly = await visitor.kept();
  if (keptEarly.length) problems.push(`Before the choice there was kept: ${keptEarly.join(', ')}.`);

  const began = [];
  let subject = '';
  /** What may not leave: the numbers that the shop's addresses have. */
  const numbers = new Set();
  for (const { does } of STEPS) {
    began.push(Date.now());
    await does(page, url);
    await page.waitForLoadState();
    await sleep(SETTLED);
    subject ||= await visitor.subject();
    for (const number of page.url().match(UUID) ?? []) numbers.add(number);
  }
  const answer = await fetch(`${collector}/v1/shop/me`, { headers: { authorization: `Bearer ${subject}` } });
  const { events = [], receipts = [] } = await answer.json();
  const rows = events
    .map(({ name, at, seq, page: { path }, props }) => ({ at: Date.parse(at), seq, name, path, props }))
    .sort((a, b) => a.at - b.at || a.seq - b.seq);
  const steps = STEPS.map(({ says, makes }, n) => {
    const until = began[n + 1] ?? Infinity;
    const made = rows
      .filter(({ name, at }) => !MEASURED[name] && at >= began[n] && at < until)
      .map(({ name, path, props }) => ({ name, path, ...(props && { props }) }));
    return { says, made, expected: makes(url) };
  });
  for (const { says, made, expected } of steps) {
    const missing = expected.filter((row) => !made.some((one) => isDeepStrictEqual(one, row)));
    const excess = made.filter((row) => !expected.some((one) => isDeepStrictEqual(one, row)));
    for (const row of missing) problems.push(`“${says}” made no ${JSON.stringify(row)}.`);
    for (const row of excess) problems.push(`“${says}” made ${JSON.stringify(row)}, which it may not.`);
    if (made.length !== expected.length)
      problems.push(`“${says}” made ${made.length} events; ${expected.length} were to come.`);
  }
  const measured = rows.filter(({ name }) => MEASURED[name]);
  for (const { name, path, props } of measured)
    if (!MEASURED[name](props)) problems.push(`${name} on ${path} said ${JSON.stringify(props)}.`);
  if (rows.some(({ at }) => at < began[0])) problems.push('There is an event from before the choice.');
  if (receipts.length !== 2) problems.push(`There are ${receipts.length} receipts of a yes and a no.`);
  if (numbers.size !== 1) problems.push(`The shop's addresses had ${numbers.size} numbers of orders.`);
  const isTelling = (text) => TELLING.test(text) || [...numbers].some((number) => text.includes(number));
  for (const text of [...(await visitor.said()), JSON.stringify(events)].filter(isTelling))
    problems.push(`What was typed, or the order's number, left the shop: ${text.slice(0, 300)}.`);
  problems.push(...visitor.errors.map((error) => `The page threw: ${error}.`));
  await visitor.context.close();
  return { problems, steps, measured: measured.length };
}

/** Refuses, then does what the other one did with the product. */
export async function refuses({ browser, url, collector }) {
  const visitor = await visit({ browser, url, collector, viewport: { width: 1280, height: 800 } });
  const { page } = visitor;
  const problems = [];
  await page.goto(url);
  await page.locator('sayso-banner [data-action="reject-all"]').click();
  await sleep(SETTLED);
  await page.goto(url + PRODUCT);
  await chooseColour(page, 'Black');
  await button(page, 'Add to cart');
  await page.locator('[data-slot=sheet-content]').getByText('View Cart').click();
  await page.waitForURL('**/cart');
  await page.goto(`${url}/search?keyword=vase`);
  await sleep(2 * SETTLED);
  const told = visitor.told();
  const [refusal] = told;
  if (told.length !== 1 || !refusal?.url().endsWith('/receipts'))
    problems.push(`After a no the collector was told: ${told.map((one) => one.url()).join(', ')}.`);
  else if (JSON.parse(refusal.postData() ?? '{}').subject) problems.push('The refusal names a subject.');
  if (await visitor.subject()) problems.push('Who refused has a subject.');
  const kept = await visitor.kept();
  if (!isDeepStrictEqual(kept, ['sayso-shop'])) problems.push(`After a no is kept: ${kept.join(', ')}.`);
  await visitor.context.close();
  return { problems };
}

/** Buys with a narrow phone before having chosen: the banner leaves the shop its menu, its button and its drawer. */
export async function shopsUndecided({ browser, url, collector, picture }) {
  const visitor = await visit({ browser, url, collector, viewport: { width: 320, height: 640 } });
  const { page } = visitor;
  const problems = [];
  const banner = page.locator('sayso-banner [data-action="reject-all"]');
  await page.goto(url);
  await banner.waitFor();
  await sleep(SETTLED);
  await picture(page, 'phone');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) problems.push(`The page is ${width} px wide in a window of 320.`);
  await page.locator('.evershop-basic-menu__toggle').click();
  await page.locator('a[href="/accessories"]:visible').first().click();
  await page.locator(`a[href$="${PRODUCT}"]:visible`).first().click();
  await page.waitForURL(url + PRODUCT);
  await chooseColour(page, 'Black');
  await button(page, 'Add to cart');
  await page.locator('[data-slot=sheet-content]').getByText('View Cart').waitFor();
  await sleep(SETTLED);
  await picture(page, 'drawer');
  if (await banner.isVisible()) problems.push('The banner lies over the open cart drawer.');
  await page.locator('[data-slot=sheet-close]').click();
  await sleep(SETTLED);
  if (!(await banner.isVisible())) problems.push('The banner did not come back after the cart drawer.');
  if (visitor.told().length) problems.push('The collector was told something without a choice.');
  await visitor.context.close();
  return { problems };
}
