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
    setTimeout(() => postMessage({ allowed, choice, isReady, told }), 500);
  `);
  worker = module.replace(/^<script[^>]*>|<\/script>$/g, '');
});

const accepted = async (): Promise<Visitor> => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.accept();
  return visitor;
};

test.each<[string, () => void]>([
  [
    'the disk is full',
    () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
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
])('where %s, events are sent all the same', async (_name, spoil) => {
  const visitor = await scene.visit();
  await visitor.context.addInitScript(spoil);
  await visitor.open('/?region=DE');
  await visitor.accept();
  await visitor.page.evaluate(() => window.sayso.track('search', { search_term: 'cup' }));
  const held = await until(async () => {
    const now = await visitor.held();
    return names(now).includes('search') ? now : null;
  }, 'the search');
  expect(names(held).filter((name) => name === 'search')).toHaveLength(1);
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

test('a page whose policy forbids the collector breaks nothing: the choice holds, and the next page tells it', async () => {
  const visitor = await scene.visit();
  await visitor.open('/closed');
  await visitor.act('accept-all');
  const allowed = () => visitor.page.evaluate(() => window.sayso.consent.get().allowed.analytics);
  await expect.poll(allowed).toBe(true);
  await visitor.page.evaluate(async () => {
    window.sayso.track('search', { search_term: 'cup' });
    await window.sayso.flush();
  });
  expect(await visitor.held()).toBeNull();
  await visitor.open('/?region=DE');
  await until(async () => names(await visitor.held()).includes('page_view'), 'the page view');
  expect(visitor.errors).toEqual([]);
  await visitor.close();
});

test('in a worker, which no visitor sees, nothing begins and nothing is thrown', async () => {
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
  expect(said).toEqual({ allowed: {}, choice: null, isReady: false, told: [] });
  expect(visitor.asked).toEqual([]);
  await visitor.close();
});
