import { expect, test } from 'vitest';
import type { MayUse, SiteStore, StoredEvent } from '../../src/store/port.ts';
import { AT, accepted, capture, event, hashOf, jws, siteOf, state } from './samples.ts';
import type { Bench } from './suite.ts';

const all = async (from: SiteStore, may: MayUse = () => true): Promise<StoredEvent[]> => {
  const found: StoredEvent[] = [];
  for await (const stored of from.usable(may)) found.push(stored);
  return found;
};
const names = async (from: SiteStore, may?: MayUse): Promise<string[]> =>
  (await all(from, may)).map((stored) => stored.event.name);

/** The way out of the store for some use. */
export function usableSuite({ open }: Bench): void {
  test('events leave the store as they were accepted, each with its subject’s hash and its purpose', async () => {
    const store = await open();
    const [demo, other] = [await siteOf(store), await siteOf(store, 'other')];
    const [first, second, third] = [event(), event('click'), event('search')];
    await capture(demo, hashOf('a'), [accepted(first), accepted(second, { purpose: 'marketing' })]);
    await capture(other, hashOf('a'), [accepted()]);
    await capture(demo, hashOf('b'), [accepted(third)]);
    const place = { subject: hashOf('a'), purpose: 'analytics', receivedAt: AT };
    expect(await all(demo)).toEqual([
      { ...place, event: first },
      { ...place, purpose: 'marketing', event: second },
      { ...place, subject: hashOf('b'), event: third },
    ]);
  });

  test('only what may be used leaves, by the subject’s state and the purpose of capture', async () => {
    const demo = await siteOf(await open());
    await capture(demo, hashOf('a'), [accepted(), accepted(event('click'), { purpose: 'marketing' })]);
    await capture(demo, hashOf('b'), [accepted(event('search'))]);
    expect(await names(demo, (_state, purpose) => purpose === 'marketing')).toEqual(['click']);
    await demo.write((tx) => tx.putSubject(hashOf('a'), state({ locale: 'fr' })));
    expect(await names(demo, ({ locale }) => locale === 'fr')).toEqual(['page_view', 'click']);
  });

  test('nothing of a subject that is restricted or erased leaves', async () => {
    const demo = await siteOf(await open());
    for (const who of ['a', 'b', 'c']) await capture(demo, hashOf(who), [accepted(event(who))]);
    await demo.write((tx) => tx.putSubject(hashOf('a'), state({ restricted: true })));
    await demo.write((tx) => tx.erase(hashOf('b'), AT, false, jws('sayso-tombstone+jwt')));
    expect(await names(demo)).toEqual(['c']);
  });

  test('what was captured is read whoever may use it, but nothing of who is erased', async () => {
    const demo = await siteOf(await open());
    for (const who of ['a', 'b', 'c'])
      await capture(demo, hashOf(who), [accepted(), accepted(event(who), { purpose: 'marketing' })]);
    await demo.write((tx) => tx.putSubject(hashOf('a'), state({ restricted: true })));
    await demo.write((tx) => tx.erase(hashOf('b'), AT, false, jws('sayso-tombstone+jwt')));
    const read: string[] = [];
    for await (const stored of demo.captured(new Set(['marketing']))) read.push(stored.event.name);
    expect(read).toEqual(['a', 'c']);
  });

  test('a withdrawal, a restriction or an erasure stops a reading that is under way', async () => {
    const demo = await siteOf(await open());
    for (const who of ['first', 'withdrawn', 'restricted', 'erased', 'last'])
      await capture(demo, hashOf(who), [accepted(event(who))]);
    const reading = demo.usable(({ choice }) => choice?.purposes.analytics === true)[Symbol.asyncIterator]();
    expect((await reading.next()).value).toMatchObject({ event: { name: 'first' } });
    await demo.write(async (tx) => {
      await tx.putSubject(hashOf('withdrawn'), state({ choice: null }));
      await tx.putSubject(hashOf('restricted'), state({ restricted: true }));
      await tx.erase(hashOf('erased'), AT, false, jws('sayso-tombstone+jwt'));
    });
    expect((await reading.next()).value).toMatchObject({ event: { name: 'last' } });
    expect((await reading.next()).done).toBe(true);
  });

  test('a reading of many events gives each once, and lets others be served meanwhile', async () => {
    const demo = await siteOf(await open());
    const sent = Array.from({ length: 130 }, () => event());
    for (const [i, one] of sent.entries()) await capture(demo, hashOf(`s${i % 7}`), [accepted(one)]);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const ids = (await all(demo)).map((stored) => stored.event.id);
    clearInterval(timer);
    expect(ids).toEqual(sent.map(({ id }) => id));
    expect(turns).toBeGreaterThan(0);
  });
}
