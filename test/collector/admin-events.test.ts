import { describe, expect, test } from 'vitest';
import { type Answer, DAY, startCollector, YES } from './harness.ts';

const said = ({ status, json }: Answer): string => `${status} ${json?.code}`;
const SHOP = '/admin/v1/shop';
const LAMPS = { props: { search_term: 'lamps' } };

describe('events for a use', () => {
  const lines = ({ text }: Answer) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  test('are those whose people allow that use now, not when they were captured', async () => {
    const own = await startCollector();
    const key = await own.key('operator');
    const [willing, left] = [own.visitor(), own.visitor()];
    for (const one of [willing, left]) {
      await one.say(YES);
      await one.send([one.event('search', LAMPS)]);
    }
    const feed = (purpose: string) => key.ask(`${SHOP}/events.ndjson?for=${purpose}`);
    const all = await feed('marketing');
    expect(all.headers.get('content-type')).toBe('application/x-ndjson');
    expect(lines(all)).toMatchObject([{ subject: willing.hash, name: 'search' }, { subject: left.hash }]);
    await left.say({ analytics: true, marketing: false });
    expect(lines(await feed('marketing')).map(({ subject }) => subject)).toEqual([willing.hash]);
    expect(lines(await feed('analytics'))).toHaveLength(2);
    await willing.ask({ kind: 'restriction' });
    expect(lines(await feed('analytics')).map(({ subject }) => subject)).toEqual([left.hash]);
    own.clock.forward(181 * DAY);
    expect((await feed('analytics')).text).toBe('');
    await own.close();
  });

  test('come for a purpose of the policy only, and the purpose is in the address, not left out', async () => {
    const collector = await startCollector();
    for (const query of ['', '?for=', '?for=training', '?for=__proto__', '?for=constructor']) {
      expect(said(await (await collector.key('operator')).ask(`${SHOP}/events.ndjson${query}`)), query).toBe(
        '422 invalid',
      );
    }
    await collector.close();
    const own = await startCollector({ policy: null });
    const key = await own.key('operator');
    expect(said(await key.ask(`${SHOP}/events.ndjson?for=analytics`))).toBe('404 no-policy');
    await own.close();
  });

  test('thousands come whole, and who stops listening stops the reading', async () => {
    const own = await startCollector();
    const key = await own.key('operator');
    const visitor = own.visitor();
    await visitor.say(YES);
    for (let i = 0; i < 12; i++)
      await visitor.send(Array.from({ length: 100 }, () => visitor.event('search', LAMPS)));
    const path = `${SHOP}/events.ndjson?for=analytics`;
    const ids = lines(await key.ask(path)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1_200);
    const response = await own.app.request(`http://localhost${path}`, {
      headers: { authorization: `Bearer ${key.text}` },
    });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(10_000);
    await reader?.cancel();
    expect(own.lines).toEqual([]);
    await own.close();
  });
});
