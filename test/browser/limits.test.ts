import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { bundled } from './bundled.ts';
import { openScene } from './scene.ts';
import { names, until, type Visitor } from './visitor.ts';

let worker = '';
const scene = openScene({
  pages: (collector) => {
    const tag = `<script src="${collector}/s/demo.js" data-region="DE"></script>`;
    return {
      '/closed': { headers: { 'content-security-policy': "connect-src 'self'" }, html: tag },
      '/reported': {
        headers: { 'content-security-policy-report-only': "connect-src 'self'" },
        html: tag,
      },
      '/plain': { html: '' },
    };
  },
});
beforeAll(async () => {
  const module = await bundled(`
    import { createSayso } from '@sayso/sdk';
    const sayso = createSayso({ site: 'demo', collector: ${JSON.stringify(scene.shop.collector)} });
    const told = [];
    sayso.on('refused', (refused) => told.push(refused));
    sayso.track('search', { search_term: 'cup' });
    sayso.page();
    sayso.minor(true);
    const { allowed, choice } = sayso.consent.get();
    let isReady = false;
    sayso.ready.then(() => { isReady = true; });
    const answer = (page) => setTimeout(() => page.postMessage({ allowed, choice, isReady, told }), 500);
    if (self.clients) addEventListener('message', ({ source }) => answer(source));
    else answer(self);
  `);
  worker = module.replace(/^<script[^>]*>|<\/script>$/g, '');
});

/** In a place that no visitor sees. */
const NOTHING = {
  allowed: {},
  choice: null,
  isReady: false,
  told: [
    { name: 'search', reason: 'no-page' },
    { name: 'page_view', reason: 'no-page' },
  ],
};

const accepted = async (): Promise<Visitor> => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.accept();
  return visitor;
};

/** Notes what is told as refused, from the first moment of each page on. */
async function hearken({ context }: Visitor): Promise<void> {
  await context.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    document.addEventListener('sayso:refused', (event) => heard.push((event as CustomEvent).detail));
  });
}
const told = ({ page }: Visitor): Promise<unknown> => page.evaluate(() => Reflect.get(window, 'heard'));

test.each<[string, () => void]>([
  [
    'the disk is full',
    () => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...given) {
        const request = put.apply(this, given);
        this.transaction.abort();
        return request;
      };
    },
  ],
  ['there is no database at all', () => Object.defineProperty(window, 'indexedDB', { value: undefined })],
  [
    'the database never answers',
    () => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    },
  ],
])('where %s, events are sent all the same, and the page is told', async (_name, spoil) => {
  const visitor = await scene.visit();
  await visitor.context.addInitScript(spoil);
  await hearken(visitor);
  await visitor.open('/?region=DE');
  await visitor.accept();
  await visitor.page.evaluate(() => window.sayso.track('search', { search_term: 'cup' }));
  const held = await until(async () => {
    const now = await visitor.held();
    return names(now).includes('search') ? now : null;
  }, 'the search');
  expect(names(held).filter((name) => name === 'search')).toHaveLength(1);
  await expect.poll(() => told(visitor)).toContainEqual({ reason: 'no-storage' });
  await visitor.page.evaluate(() => window.sayso.consent.withdraw());
  await until(async () => !(await visitor.subject()), 'the subject to go');
  expect(visitor.errors).toEqual([]);
  await visitor.close();
});

test('of more than 1,000 that wait the oldest go, and each is told with its reason', async () => {
  const visitor = await accepted();
  await visitor.context.route('**/v1/demo/events', (route) => route.abort());
  const told = await visitor.page.evaluate(() => {
    const heard: string[] = [];
    window.sayso.on('refused', ({ name, reason }) => heard.push(`${name} ${reason}`));
    for (let n = 0; n < 1_100; n++) window.sayso.track('search', { search_term: `cup ${n}` });
    return new Promise<string[]>((done) => setTimeout(() => done(heard), 1500));
  });
  expect(told.length).toBeGreaterThanOrEqual(100);
  expect(new Set(told)).toEqual(new Set(['search queue-full']));
  expect(visitor.errors).toEqual([]);
  await visitor.close();
});

test('a page whose policy forbids the collector breaks nothing and is told: the choice holds, and the next page sends it', async () => {
  const visitor = await scene.visit();
  await hearken(visitor);
  await visitor.open('/closed');
  await visitor.act('accept-all');
  const allowed = () => visitor.page.evaluate(() => window.sayso.consent.get().allowed.analytics);
  await expect.poll(allowed).toBe(true);
  await visitor.page.evaluate(async () => {
    window.sayso.track('search', { search_term: 'cup' });
    await window.sayso.flush();
  });
  expect(await visitor.held()).toBeNull();
  await expect.poll(() => told(visitor)).toContainEqual({ reason: 'csp' });
  await visitor.open('/?region=DE');
  await until(async () => names(await visitor.held()).includes('page_view'), 'the page view');
  expect(await told(visitor)).toEqual([]);
  expect(visitor.errors).toEqual([]);
  await visitor.close();
});

test('a policy that only reports forbids nothing, and nothing is told', async () => {
  const visitor = await scene.visit();
  await hearken(visitor);
  await visitor.open('/reported');
  await visitor.accept();
  expect(await told(visitor)).toEqual([]);
  await visitor.close();
});

test('in a worker, which no visitor sees, nothing begins, each event is told as refused, and nothing is thrown', async () => {
  const visitor = await scene.visit();
  await visitor.open('/plain');
  const said = await visitor.page.evaluate(
    (code) =>
      new Promise((done, failed) => {
        const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
        const made = new Worker(url, { type: 'module' });
        made.onmessage = ({ data }) => done(data);
        made.onerror = ({ message }) => failed(new Error(message));
      }),
    worker,
  );
  expect(said).toEqual(NOTHING);
  expect(visitor.asked).toEqual([]);
  await visitor.close();
});

test('in a service worker it is the same', async () => {
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', url === '/worker.js' ? 'text/javascript' : 'text/html');
    response.end(url === '/worker.js' ? worker : '<!doctype html><title>A page</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const visitor = await scene.visit();
  await visitor.page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const said = await visitor.page.evaluate(async () => {
    const { serviceWorker } = navigator;
    const answer = new Promise((done) => serviceWorker.addEventListener('message', ({ data }) => done(data)));
    await serviceWorker.register('/worker.js', { type: 'module' });
    (await serviceWorker.ready).active?.postMessage('?');
    serviceWorker.startMessages();
    return answer;
  });
  expect(said).toEqual(NOTHING);
  expect(visitor.asked).toEqual([]);
  await visitor.close();
  server.close();
});
