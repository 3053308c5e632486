import { expect, test } from 'vitest';
import type { Cutoffs, Removed, SiteStore, Store } from '../../src/store/port.ts';
import { AT, accepted, capture, event, found, hashOf, jws, receipt, siteOf, state } from './samples.ts';
import type { Bench } from './suite.ts';

const DAY = 86_400_000;
const NOTHING: Cutoffs = {
  events: {},
  receipts: '2000-01-01T00:00:00Z',
  refusals: '2000-01-01',
  aggregates: '2000-01-01',
  erasures: '2000-01-01T00:00:00Z',
};

const dropAll = async (store: Store): Promise<number> => {
  let steps = 0;
  while ((await store.dropOver()) !== null) steps++;
  return steps;
};
const expireAll = async (site: SiteStore, cutoffs: Partial<Cutoffs>): Promise<Removed[]> => {
  const all: Removed[] = [];
  for (;;) {
    const removed = await site.expire({ ...NOTHING, ...cutoffs });
    if (removed.length === 0) return all;
    all.push(...removed);
  }
};
const namesOf = async (site: SiteStore, subject: string): Promise<string[]> =>
  (await site.holding(subject)).events.map(({ name }) => name);

/** What is over goes, and leaves a count. */
export function retentionSuite({ open }: Bench): void {
  test('events go on the day on which their purpose’s time is over, and not a day before', async () => {
    let now = Date.parse(AT);
    const store = await open(() => now);
    const demo = await siteOf(store);
    const subject = hashOf('s');
    await capture(demo, subject, [
      accepted(event('short'), { retentionDays: 30 }),
      accepted(event('long'), { retentionDays: 90, purpose: 'marketing' }),
      accepted(event('endless'), { purpose: 'preferences' }),
    ]);
    const left: [day: number, names: string[]][] = [
      [29, ['short', 'long', 'endless']],
      [30, ['long', 'endless']],
      [89, ['long', 'endless']],
      [90, ['endless']],
      [4_000, ['endless']],
    ];
    for (const [day, names] of left) {
      now = Date.parse(AT) + day * DAY;
      await dropAll(store);
      expect(await namesOf(demo, subject), `day ${day}`).toEqual(names);
      expect((await demo.retained()).held.map(({ events }) => events)).toEqual(names.map(() => 1));
    }
    expect((await demo.retained()).removed).toEqual([
      { record: 'event', purpose: 'analytics', day: '2026-12-20', count: 1 },
      { record: 'event', purpose: 'marketing', day: '2027-02-18', count: 1 },
    ]);
  });

  test('after a time without anybody, all that is over goes at once, of every site', async () => {
    let now = Date.parse(AT);
    const store = await open(() => now);
    const sites = [await siteOf(store), await siteOf(store, 'other')];
    for (const [i, site] of sites.entries()) {
      for (let day = 0; day < 4; day++) {
        const receivedAt = new Date(Date.parse(AT) + day * DAY).toISOString();
        await capture(site, hashOf(`s${day}`), [
          accepted(event(), { retentionDays: 10 + i * 50, receivedAt }),
        ]);
      }
    }
    now += 20 * DAY;
    expect(await dropAll(store)).toBeGreaterThanOrEqual(4);
    expect((await found(sites[0]).retained()).held).toEqual([]);
    expect((await found(sites[1]).retained()).held).toMatchObject([{ events: 4, day: '2026-11-20' }]);
    // A table that was dropped is made anew, and reads as if there had been none.
    const receivedAt = new Date(now).toISOString();
    await capture(found(sites[0]), hashOf('s1'), [accepted(event('new'), { retentionDays: 3, receivedAt })]);
    expect(await namesOf(found(sites[0]), hashOf('s1'))).toEqual(['new']);
  });

  test('a policy that keeps for less long takes what came under an earlier one too', async () => {
    const store = await open(() => Date.parse(AT));
    const demo = await siteOf(store);
    const before = (days: number) => new Date(Date.parse(AT) - days * DAY).toISOString();
    const subject = hashOf('s');
    for (const days of [40, 20, 0]) {
      const over = { receivedAt: before(days), retentionDays: 90 };
      await capture(demo, subject, [accepted(event(`analytics${days}`), over)]);
      await capture(demo, subject, [accepted(event(`marketing${days}`), { ...over, purpose: 'marketing' })]);
    }
    expect(await expireAll(demo, { events: { analytics: before(20).slice(0, 10) } })).toEqual([
      { record: 'event', purpose: 'analytics', count: 1 },
      { record: 'event', purpose: 'analytics', count: 1 },
    ]);
    expect((await namesOf(demo, subject)).sort()).toEqual([
      'analytics0',
      'marketing0',
      'marketing20',
      'marketing40',
    ]);
  });

  test('a retry is known for 7 days, whatever became of its event, and then forgotten', async () => {
    let now = Date.parse(AT);
    const store = await open(() => now);
    const demo = await siteOf(store);
    const [subject, mine] = [hashOf('s'), event()];
    await capture(demo, subject, [accepted(mine, { retentionDays: 1 })]);
    const isKnown = () => demo.write((tx) => tx.known(subject, [mine.id]));
    for (const days of [1, 3, 5, 7]) {
      now = Date.parse(AT) + days * DAY + 900_000;
      await dropAll(store);
      expect([...(await isKnown())], `day ${days}`).toEqual([mine.id]);
    }
    now = Date.parse(AT) + 17 * DAY;
    expect([...(await isKnown())]).toEqual([]);
  });

  test('a retry is known on both sides of the moment when ids begin a new table, also by a clock that goes back over it', async () => {
    const moment = Math.ceil(Date.parse(AT) / (8 * DAY)) * 8 * DAY;
    let now = moment - 10_000;
    const store = await open(() => now);
    const demo = await siteOf(store);
    const [subject, before, after] = [hashOf('s'), event(), event()];
    const known = () => demo.write((tx) => tx.known(subject, [before.id, after.id]));
    expect([...(await known())]).toEqual([]);
    await capture(demo, subject, [accepted(before)]);
    expect([...(await known())]).toEqual([before.id]);
    now = moment + 10_000;
    expect([...(await known())]).toEqual([before.id]);
    await capture(demo, subject, [accepted(after)]);
    now = moment - 10_000;
    expect([...(await known())]).toEqual([before.id, after.id]);
    now = moment + 10_000;
    expect([...(await known())]).toEqual([before.id, after.id]);
  });

  test('a clock that was a year ahead and is right again still knows a retry', async () => {
    let now = Date.parse(AT) + 365 * DAY;
    const store = await open(() => now);
    const demo = await siteOf(store);
    const [subject, mine, later] = [hashOf('s'), event(), event()];
    await demo.write((tx) => tx.addEvents(subject, [accepted(mine)]));
    now = Date.parse(AT);
    await expect(demo.write(async () => {})).rejects.toThrow(/clock is \d+ s behind/);
    await store.trustClock();
    await demo.write(async (tx) => {
      expect([...(await tx.known(subject, [mine.id]))]).toEqual([mine.id]);
      await tx.addEvents(subject, [accepted(later)]);
    });
    now += 20 * DAY;
    expect([...(await demo.write((tx) => tx.known(subject, [mine.id, later.id])))]).toEqual([]);
  });

  test('receipts go when their time is over, and with its last one what is known of a subject', async () => {
    const demo = await siteOf(await open(() => Date.parse(AT)));
    const [gone, stays] = [hashOf('gone'), hashOf('stays')];
    const old = '2020-01-01T00:00:00.000Z';
    await demo.write(async (tx) => {
      for (const who of [gone, stays]) {
        await tx.putSubject(who, state());
        await tx.addReceipt({ ...receipt(who), receivedAt: old });
      }
      await tx.addReceipt(receipt(stays));
      await tx.addReceipt({ ...receipt(null), receivedAt: old });
    });
    const removed = await expireAll(demo, { receipts: '2021-01-01T00:00:00Z' });
    expect(removed).toEqual([{ record: 'receipt', purpose: '', count: 3 }]);
    await demo.write(async (tx) => {
      expect(await tx.subject(gone)).toBeNull();
      expect(await tx.subject(stays)).not.toBeNull();
      // The log keeps its hashes, so the next one has the next place.
      expect(await tx.addReceipt(receipt(gone))).toBe(4);
      await tx.putSubject(gone, state());
      await tx.addEvents(gone, [accepted(event('anew'))]);
    });
    expect((await demo.holding(stays)).receipts).toHaveLength(1);
    expect(await namesOf(demo, gone)).toEqual(['anew']);
  });

  test('refusals, aggregates and hashes of the erased go when their time is over', async () => {
    const demo = await siteOf(await open(() => Date.parse(AT)));
    const days = ['2024-01-01', '2026-01-01'];
    await demo.write(async (tx) => {
      for (const day of days) {
        await tx.countRefusals([{ day, name: 'click', reason: 'denied', count: 2 }]);
        await tx.addEvents(hashOf('s'), [accepted(event(), { receivedAt: `${day}T10:00:00.000Z` })]);
        await tx.erase(hashOf(day), `${day}T10:00:00Z`, false, jws('sayso-tombstone+jwt'));
      }
    });
    const removed = await expireAll(demo, {
      refusals: '2025-01-01',
      aggregates: '2025-01-01',
      erasures: '2025-01-01T00:00:00Z',
    });
    expect(removed).toEqual(
      ['refusal', 'aggregate', 'erasure'].map((record) => ({ record, purpose: '', count: 1 })),
    );
    expect((await demo.refusals()).map(({ day }) => day)).toEqual(['2026-01-01']);
    expect((await demo.aggregates('2000-01-01', '2030-01-01')).map(({ day }) => day)).toEqual(['2026-01-01']);
  });

  test('a site that was looked through says when, also where nothing was over', async () => {
    const demo = await siteOf(await open(() => Date.parse(AT)));
    expect(await demo.retained()).toEqual({ sweptAt: null, removed: [], held: [] });
    expect(await demo.expire(NOTHING)).toEqual([]);
    expect(await demo.retained()).toEqual({ sweptAt: AT, removed: [], held: [] });
  });

  test('aggregates count what was accepted by day, name, purpose, region, language and device', async () => {
    const demo = await siteOf(await open());
    await capture(demo, hashOf('a'), [accepted(), accepted(), accepted(event('click'))]);
    await capture(demo, hashOf('b'), [accepted(event(), { region: null, locale: null })]);
    await demo.write((tx) => tx.eraseEvents(hashOf('a')));
    const same = { day: '2026-11-20', purpose: 'analytics', device: 'phone', browser: 'firefox' };
    expect(await demo.aggregates('2026-11-20', '2026-11-20')).toEqual([
      { ...same, name: 'click', region: 'DE', locale: 'de', count: 1 },
      { ...same, name: 'page_view', region: '', locale: '', count: 1 },
      { ...same, name: 'page_view', region: 'DE', locale: 'de', count: 2 },
    ]);
    expect(await demo.aggregates('2026-11-21', '2026-11-30')).toEqual([]);
  });
}
