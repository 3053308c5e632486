import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Collector, NO, startCollector, type Visitor, YES } from './harness.ts';

const said = ({ status, json }: Answer): string => (json?.code ? `${status} ${json.code}` : String(status));

describe('a closed site', () => {
  let collector: Collector;
  let known: Visitor;
  beforeAll(async () => {
    collector = await startCollector();
    await collector.addSite('other', null);
    known = collector.visitor();
    await known.say(YES);
    await known.send([known.event()]);
    await collector.store.closing.close('shop', new Date(collector.clock.now).toISOString());
  });
  afterAll(() => collector.close());

  test('captures nothing and hands out nothing: 410 site-closed, which its pages can read', async () => {
    for (const path of [
      '/s/shop.js',
      '/v1/shop/policy',
      '/v1/shop/policies',
      '/v1/shop/policies/1',
      '/p/shop',
      '/p/shop/policies',
      '/v1/shop/opt-out',
    ]) {
      expect(said(await collector.request(path)), path).toMatch(
        path.endsWith('opt-out') ? /^200/ : /^410 site-closed/,
      );
    }
    const batch = await known.send([known.event()]);
    expect(said(batch)).toBe('410 site-closed');
    expect(batch.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(said(await collector.post('/v1/shop/segment/batch', { batch: [{}] }))).toBe('410 site-closed');
    const pixel = await collector.request('/v1/shop/pixel.gif?name=page_view');
    expect([pixel.status, pixel.text.length > 0]).toEqual([200, true]);
    expect(said(await collector.request('/v1/other/policy'))).toBe('404 no-policy');
  });

  test('takes no yes, and no word of somebody unknown, but a known subject’s no', async () => {
    const stranger = collector.visitor();
    expect(said(await stranger.say(NO))).toBe('410 site-closed');
    expect(said(await stranger.say(YES))).toBe('410 site-closed');
    expect(said(await known.say(YES))).toBe('410 site-closed');
    const no = await known.say(NO);
    expect(no.status).toBe(201);
    expect(no.json).toMatchObject({ effective: true, allowed: { analytics: false, marketing: false } });
    expect(said(await collector.post('/v1/shop/opt-out', ''))).toBe('410 site-closed');
  });

  test('still lets a person see and erase what is held', async () => {
    expect((await known.me()).json.receipts).toHaveLength(2);
    expect((await known.ask({ kind: 'objection' })).status).toBe(201);
    expect((await known.erase()).json).toMatchObject({ erased: true });
  });

  test('is as it was once it is opened again', async () => {
    await collector.store.closing.close('shop', null);
    expect((await collector.request('/v1/shop/policy')).status).toBe(200);
    expect((await collector.visitor().say(YES)).status).toBe(201);
  });
});
