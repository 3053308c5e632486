import { expect, test } from 'vitest';
import type { SiteStore } from '../../src/store/port.ts';
import { AT, accepted, capture, event, found, hashOf, jws, receipt, siteOf, state } from './samples.ts';
import type { Bench } from './suite.ts';

const tombstone = (): string => jws('sayso-tombstone+jwt');
const NOTHING = { receipts: [], events: [], requests: [] };

/** The end of a subject. */
export function erasureSuite({ open }: Bench): void {
  const known = async (demo: SiteStore, subject: string, id: string): Promise<boolean> =>
    (await demo.write((tx) => tx.known(subject, [id]))).has(id);

  test('after an erasure nothing of the subject is held but that it was erased, and when', async () => {
    const demo = await siteOf(await open(() => Date.parse(AT)));
    const [mine, hers] = [hashOf('mine'), hashOf('hers')];
    const [captured, my] = [event(), receipt(mine)];
    await capture(demo, mine, [accepted(captured)]);
    await capture(demo, hers, [accepted(captured)]);
    await demo.write(async (tx) => {
      await tx.addReceipt(my);
      await tx.addRequest(mine, { id: 'r', kind: 'objection', receivedAt: AT, dueAt: AT, note: 'no' });
    });

    await demo.write((tx) => tx.erase(mine, AT, false, tombstone()));
    expect(await demo.holding(mine)).toEqual(NOTHING);
    expect(await demo.receipt(my.id)).toBeNull();
    expect(await known(demo, mine, captured.id)).toBe(false);
    await demo.write(async (tx) => {
      expect(await tx.subject(mine)).toBeNull();
      expect(await tx.holding(mine)).toEqual(NOTHING);
      expect(await tx.erasedAt(mine)).toBe(AT);
      expect(await tx.erasedAt(hers)).toBeNull();
    });
    expect((await demo.holding(hers)).events).toEqual([captured]);
  });

  test('where receipts must be kept, only they stay', async () => {
    const demo = await siteOf(await open());
    const [subject, my] = [hashOf('s'), receipt(hashOf('s'))];
    await capture(demo, subject, [accepted()]);
    await demo.write((tx) => tx.addReceipt(my));
    await demo.write((tx) => tx.erase(subject, AT, true, tombstone()));
    expect(await demo.holding(subject)).toMatchObject({ ...NOTHING, receipts: [{ id: my.id }] });
  });

  test('an erasure is remembered for 90 days, over a restart too', async () => {
    const first = await open(() => Date.parse(AT));
    const demo = await siteOf(first);
    await demo.write((tx) => tx.erase(hashOf('s'), AT, false, tombstone()));
    await first.close();
    const day = 86_400_000;
    for (const [days, at] of [
      [89, AT],
      [90, null],
    ] as const) {
      const later = await open(() => Date.parse(AT) + days * day);
      expect(await found(await later.site('demo')).write((tx) => tx.erasedAt(hashOf('s')))).toBe(at);
      await later.close();
    }
  });

  test('an erasure whose write fails has erased nothing', async () => {
    const demo = await siteOf(await open());
    const [subject, captured] = [hashOf('s'), event()];
    await capture(demo, subject, [accepted(captured)]);
    const failing = demo.write(async (tx) => {
      await tx.erase(subject, AT, false, tombstone());
      expect(await tx.holding(subject)).toEqual(NOTHING);
      throw new Error('no');
    });
    const beside = demo.write((tx) => tx.addEvents(subject, [accepted(event('click'))]));
    await expect(failing).rejects.toThrow('no');
    await beside;
    expect((await demo.holding(subject)).events.map((e) => e.name)).toEqual(['page_view', 'click']);
  });

  test('a subject that begins anew after its erasure, even at once, has only what is new', async () => {
    const demo = await siteOf(await open());
    const [subject, later] = [hashOf('s'), event('click')];
    await capture(demo, subject, [accepted()]);
    await Promise.all([
      demo.write((tx) => tx.erase(subject, AT, false, tombstone())),
      demo.write((tx) => tx.putSubject(subject, state())),
      demo.write((tx) => tx.addEvents(subject, [accepted(later)])),
    ]);
    expect((await demo.holding(subject)).events).toEqual([later]);
    await demo.write((tx) => tx.addEvents(subject, [accepted(event('search'))]));
    expect((await demo.holding(subject)).events.map((e) => e.name)).toEqual(['click', 'search']);
  });

  test('an erasure by another process holds here at once', async () => {
    const [here, there] = [await open(), await open()];
    const demo = await siteOf(here);
    const subject = hashOf('s');
    await capture(demo, subject, [accepted()]);
    await found(await there.site('demo')).write((tx) => tx.erase(subject, AT, false, tombstone()));
    expect(await demo.holding(subject)).toEqual(NOTHING);
    expect(await demo.write((tx) => tx.subject(subject))).toBeNull();
    // The key that this process remembers is dead: what comes now is sealed by one that is on disk.
    const later = event('click');
    await capture(demo, subject, [accepted(later)]);
    expect((await demo.holding(subject)).events).toEqual([later]);
    expect((await found(await there.site('demo')).holding(subject)).events).toEqual([later]);
  });
}
