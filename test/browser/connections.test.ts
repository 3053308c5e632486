import { beforeAll, describe, expect, test } from 'vitest';
import { publish } from './publish.ts';
import { openScene } from './scene.ts';
import { settle, until, type Visitor } from './visitor.ts';

const scene = openScene({
  pages: (collector) => ({
    // As docs/connections.md says: the default inline, before the tag; here the tag is what reads the dataLayer.
    '/inline': {
      html: `<script>
        window.dataLayer = window.dataLayer || [];
        function gtag() { dataLayer.push(arguments); }
        gtag('consent', 'default', { analytics_storage: 'denied', wait_for_update: 500 });
      </script>
      <script async src="${collector}/s/demo.js" data-region="DE"></script>`,
    },
  }),
});

beforeAll(() =>
  publish(scene.shop, (policy) => {
    policy.connections = { google: { waitForUpdate: 700 }, dataLayer: true };
  }),
);

/** What the page's tags would read, in its order. */
const layer = ({ page }: Visitor): Promise<unknown[][]> =>
  page.evaluate(() =>
    ((window as { dataLayer?: object[] }).dataLayer ?? []).map((item) =>
      Object.prototype.toString.call(item) === '[object Arguments]' ? Object.values(item) : ['push', item],
    ),
  );

const updates = async (visitor: Visitor): Promise<unknown[]> =>
  (await layer(visitor)).flatMap(([, what, said]) => (what === 'update' ? [said] : []));
const told = async (visitor: Visitor): Promise<unknown[]> =>
  (await layer(visitor)).flatMap(([how, item]) => (how === 'push' ? [item] : []));

const DENIED = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: 'granted',
};

describe('a policy that names Google and the dataLayer', () => {
  test('has them told: a denied default first, then what is so, then what the visitor chose', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await until(async () => (await updates(visitor)).length === 1, 'the first update');
    await until(async () => (await told(visitor)).length === 1, 'the event');
    const [first] = await layer(visitor).then((all) => all.filter(([how]) => how === 'consent'));
    expect(first).toEqual(['consent', 'default', { ...DENIED, wait_for_update: 700 }]);
    expect(await updates(visitor)).toEqual([DENIED]);
    await visitor.accept();
    await until(async () => (await told(visitor)).length === 2, 'the second event');
    expect((await updates(visitor)).at(-1)).toMatchObject({
      analytics_storage: 'granted',
      ad_storage: 'granted',
    });
    expect(await told(visitor)).toEqual([
      expect.objectContaining({ event: 'sayso_consent', analytics: false, marketing: false }),
      expect.objectContaining({ event: 'sayso_consent', analytics: true, marketing: true }),
    ]);
    expect(visitor.errors).toEqual([]);
  });

  test('asks the collector for these two files and no other connection, and asks nobody else', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await until(async () => (await told(visitor)).length === 1, 'the event');
    await settle(visitor.page);
    const files = visitor.asked.map((asked) => asked.split('/').at(-1) ?? '');
    expect(files.filter((file) => file.startsWith('connect-')).sort()).toEqual([
      'connect-dataLayer.js',
      'connect-google.js',
    ]);
    const { store, collector } = scene.shop;
    const elsewhere = visitor.requests.map((r) => new URL(r.url()).origin);
    expect(elsewhere.filter((origin) => origin !== store && origin !== collector)).toEqual([]);
  });

  test('leaves a default that the page has pushed before its tags alone', async () => {
    const visitor = await scene.visit();
    await visitor.open('/inline');
    await until(async () => (await updates(visitor)).length === 1, 'the first update');
    expect((await layer(visitor)).filter(([, what]) => what === 'default')).toEqual([
      ['consent', 'default', { analytics_storage: 'denied', wait_for_update: 500 }],
    ]);
    expect(await updates(visitor)).toEqual([DENIED]);
  });
});
