import { Gate, SaysoProvider, useConsent, useTrack } from '@sayso/react';
import { createElement, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { bundled } from './bundled.ts';
import { openScene } from './scene.ts';
import { names, settle, until, type Visitor } from './visitor.ts';

const ours = { Gate, SaysoProvider, useConsent, useTrack, h: createElement, StrictMode };

/** The store's page. Runs on the server and in the browser, so it may use nothing but what it is handed. */
function pageOf({ Gate, SaysoProvider, useConsent, useTrack, h, StrictMode }: typeof ours) {
  const Status = () => {
    const { ready, allowed, ask, rejectAll, withdraw, open } = useConsent();
    const track = useTrack();
    return h(
      'div',
      { id: 'status' },
      h('p', {}, `${ready ? 'known' : 'unknown'} ${ask} ${Object.keys(allowed).filter((id) => allowed[id])}`),
      h('button', { id: 'no', onClick: () => rejectAll() }, 'No'),
      h('button', { id: 'back', onClick: () => withdraw() }, 'Back'),
      h('button', { id: 'open', onClick: open }, 'Open'),
      h('button', { id: 'search', onClick: () => track('search', { search_term: 'lamp' }) }, 'Search'),
    );
  };
  return ({ sayso }: Parameters<typeof SaysoProvider>[0]) =>
    h(
      StrictMode,
      {},
      h(
        SaysoProvider,
        { sayso },
        h(Status),
        h(
          Gate,
          { purpose: 'marketing', fallback: h('p', { id: 'poster' }, 'A poster') },
          h('p', { id: 'film' }, 'A film'),
        ),
        h(Gate, { purpose: ['analytics', 'marketing'] }, h('p', { id: 'both' }, 'Both')),
        h(Gate, { purpose: 'constructor' }, h('p', { id: 'never' }, 'Never')),
      ),
    );
}

const CLIENT = (sayso: string) =>
  bundled(`
    import { mountBanner } from '@sayso/banner';
    import { Gate, SaysoProvider, useConsent, useTrack } from '@sayso/react';
    import { createSayso } from '@sayso/sdk';
    import { createElement as h, StrictMode } from 'react';
    import { hydrateRoot } from 'react-dom/client';
    import { flushSync } from 'react-dom';
    const pageOf = ${pageOf};
    window.made = 0;
    const { collector } = document.querySelector('main').dataset;
    const create = () => {
      window.made += 1;
      const sayso = createSayso({ site: 'demo', collector, region: 'DE' });
      mountBanner(sayso);
      return sayso;
    };
    const options = { onRecoverableError: (error) => console.error('recoverable', error.message) };
    const page = () => h(pageOf({ Gate, SaysoProvider, useConsent, useTrack, h, StrictMode }), { sayso: ${sayso} });
    const root = hydrateRoot(document.querySelector('main'), page(), options);
    window.again = () => { flushSync(() => root.render(null)); flushSync(() => root.render(page())); };
  `);
const [imported, tagged] = [await CLIENT('create'), await CLIENT('undefined')];

const html = renderToString(createElement(pageOf(ours), {}));
const scene = openScene({
  pages: (collector) => {
    const main = `<main data-collector="${collector}">${html}</main>`;
    const tag = (async: string) => `<script ${async} src="${collector}/s/demo.js" data-region="DE"></script>`;
    return {
      '/import': { html: main + imported },
      '/tag': { html: tag('') + main + tagged },
      '/late': { html: main + tagged },
    };
  },
});

/** Opens the page. What the console has to say of it goes into `errors` too. */
async function arrive(path: string): Promise<Visitor> {
  const visitor = await scene.visit();
  visitor.page.on('console', (message) => {
    if (message.location().url.endsWith('/favicon.ico')) return;
    if (message.type() === 'error' || message.type() === 'warning') visitor.errors.push(message.text());
  });
  await visitor.open(path);
  return visitor;
}
const text = async ({ page }: Visitor, id: string) =>
  (await page.locator(`#${id}`).count()) ? page.locator(`#${id}`).textContent() : null;
const film = (visitor: Visitor) => text(visitor, 'film');

test('what a server renders is what holds for somebody of whom nothing is known', () => {
  expect(html).toContain('unknown none');
  expect(html).toContain('A poster');
  for (const gated of ['A film', 'Both', 'Never']) expect(html).not.toContain(gated);
});

test('outside a provider a hook says what is missing', () => {
  const Lost = () => createElement('p', {}, String(useConsent().ready));
  expect(() => renderToString(createElement(Lost))).toThrow(/no <SaysoProvider>/);
});

test('an import hydrates without a word in the console, makes one Sayso in StrictMode, and opens with a yes', async () => {
  const visitor = await arrive('/import');
  await visitor.page.getByText('known banner necessary').waitFor();
  expect(await film(visitor)).toBeNull();
  await visitor.accept();
  expect(await film(visitor)).toBe('A film');
  expect(await text(visitor, 'both')).toBe('Both');
  expect(await text(visitor, 'poster')).toBeNull();
  expect(await text(visitor, 'never')).toBeNull();
  await visitor.page.click('#search');
  await until(async () => names(await visitor.held()).includes('search'), 'the search');
  // A route that is left and entered again.
  await visitor.page.evaluate(() => (window as unknown as { again(): void }).again());
  expect(await film(visitor)).toBe('A film');
  await settle(visitor.page);
  expect(await visitor.page.evaluate(() => (window as unknown as { made: number }).made)).toBe(1);
  expect(names(await visitor.held()).filter((name) => name === 'page_view')).toHaveLength(1);
  expect(visitor.errors).toEqual([]);
});

test('a returning visitor sees what they allowed, and no error for it', async () => {
  const visitor = await arrive('/import');
  await visitor.accept();
  await visitor.page.reload();
  await visitor.page.locator('#film').waitFor();
  expect(visitor.errors).toEqual([]);
});

test('a withdrawal closes the gate before anything else of the page can run', async () => {
  const visitor = await arrive('/import');
  await visitor.accept();
  const steps = await visitor.page.evaluate(async () => {
    const isOpen = () => !!document.getElementById('film');
    const before = isOpen();
    const next = new Promise<boolean>((done) => setTimeout(() => done(isOpen())));
    document.getElementById('back')?.click();
    await null;
    return [before, isOpen(), await next];
  });
  expect(steps).toEqual([true, false, false]);
  expect(visitor.errors).toEqual([]);
});

test.each(['/tag', '/late'])('it goes by the script tag, at %s', async (path) => {
  const visitor = await arrive(path);
  if (path === '/late') {
    await settle(visitor.page);
    expect(await text(visitor, 'status')).toContain('unknown none');
    // Asked before there is anybody to ask.
    await visitor.page.click('#no');
    await visitor.page.addScriptTag({ url: `${scene.shop.collector}/s/demo.js?region=DE` });
    await visitor.page.getByText('known none necessary').waitFor();
    expect((await visitor.cookies()).length).toBe(1);
  } else {
    await visitor.page.getByText('known banner necessary').waitFor();
    await visitor.accept();
    expect(await film(visitor)).toBe('A film');
    await visitor.page.click('#open');
    await visitor.page.locator('sayso-banner dialog').waitFor();
    await visitor.act('withdraw');
    await until(async () => (await film(visitor)) === null, 'the gate to close');
  }
  expect(visitor.errors).toEqual([]);
});

test('an event that page code makes up opens nothing', async () => {
  const visitor = await arrive('/tag');
  await visitor.page.getByText('known banner necessary').waitFor();
  await visitor.page.evaluate(() =>
    document.dispatchEvent(
      new CustomEvent('sayso:consent', { detail: { allowed: { marketing: true }, policyVersion: 1 } }),
    ),
  );
  await visitor.page.waitForTimeout(200);
  expect(await film(visitor)).toBeNull();
});
