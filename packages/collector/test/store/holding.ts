import { expect, test } from 'vitest';
import { AT, accepted, capture, event, hashOf, receipt, siteOf, state } from './samples.ts';
import type { Bench } from './suite.ts';

/** What is held of a subject, and how it is found again. */
export function holdingSuite({ open }: Bench): void {
  test('events come back exactly as they were accepted, in the order of acceptance', async () => {
    const demo = await siteOf(await open());
    const subject = hashOf('s');
    // Purposes take turns and a day ends in the middle of a write: the order is still that of acceptance.
    const events = Array.from({ length: 12 }, (_, i) =>
      event('page_view', { seq: i, at: `2026-11-19T0${i % 9}:00:00Z` }),
    );
    const rows = events.map((e, i) =>
      accepted(e, {
        purpose: i % 2 ? 'marketing' : 'analytics',
        receivedAt: i % 5 < 4 ? AT : '2026-11-21T00:00:00.000Z',
      }),
    );
    await capture(demo, subject, rows.slice(0, 7));
    await capture(demo, hashOf('other'), [accepted()]);
    await capture(demo, subject, rows.slice(7));
    expect((await demo.holding(subject)).events).toEqual(events);
    expect((await demo.write((tx) => tx.holding(subject))).events).toEqual(events);
    expect(await demo.counts()).toMatchObject({ accepted: 13 });
  });

  test('amounts come back to the cent', async () => {
    const demo = await siteOf(await open());
    const subject = hashOf('s');
    const items = [{ item_id: 'a', price: 0.29, quantity: 3 }, { item_id: 'b' }];
    const bought = event('purchase', {
      props: { transaction_id: '1', value: 1_299.9, tax: 8.7, currency: 'EUR', items },
    });
    const yen = event('purchase', {
      props: { transaction_id: '2', value: 1_300, currency: 'JPY', items: [] },
    });
    await capture(demo, subject, [accepted(bought), accepted(yen)]);
    expect((await demo.holding(subject)).events).toEqual([bought, yen]);
  });

  test('an event id is known to its own subject only, in either case, also within one write', async () => {
    const demo = await siteOf(await open());
    const [mine, hers] = [hashOf('mine'), hashOf('hers')];
    const [first, second] = [event(), event()];
    await demo.write(async (tx) => {
      await tx.putSubject(mine, state());
      await tx.addEvents(mine, [accepted(first)]);
      expect(await tx.known(mine, [first.id, second.id])).toEqual(new Set([first.id]));
    });
    await demo.write(async (tx) => {
      expect(await tx.known(mine, [first.id.toUpperCase()])).toEqual(new Set([first.id.toUpperCase()]));
      expect(await tx.known(hers, [first.id])).toEqual(new Set());
      await tx.putSubject(hers, state());
      await tx.addEvents(hers, [accepted(first)]);
    });
    expect((await demo.holding(hers)).events).toEqual([first]);
  });

  test('an event is never there twice', async () => {
    const demo = await siteOf(await open());
    const [subject, once] = [hashOf('s'), event()];
    await capture(demo, subject, [accepted(once)]);
    await expect(capture(demo, subject, [accepted(event()), accepted(once)])).rejects.toThrow();
    await expect(
      capture(demo, subject, [accepted(event('a')), accepted(event('b'))]),
    ).resolves.toBeUndefined();
    expect((await demo.holding(subject)).events.map((e) => e.name)).toEqual(['page_view', 'a', 'b']);
  });

  test('the state of a subject is replaced whole, and unknown subjects have none', async () => {
    const demo = await siteOf(await open());
    const subject = hashOf('s');
    await demo.write((tx) => tx.putSubject(subject, state()));
    const later = state({ choice: null, minor: true, covers: { '*': { at: AT, receivedAt: AT } } });
    await demo.write((tx) => tx.putSubject(subject, later));
    await demo.write(async (tx) => {
      expect(await tx.subject(subject)).toEqual(later);
      expect(await tx.subject(hashOf('nobody'))).toBeNull();
    });
  });

  test('a receipt is found by its id, byte for byte; without a subject it is in nobody’s holding', async () => {
    const demo = await siteOf(await open());
    const subject = hashOf('s');
    const rows = [receipt(subject), { ...receipt(null), effective: false }, receipt(subject)];
    for (const row of rows) await demo.write((tx) => tx.addReceipt(row));
    for (const row of rows) expect(await demo.receipt(row.id)).toEqual(row);
    expect((await demo.holding(subject)).receipts.map((r) => r.id)).toEqual([rows[0]?.id, rows[2]?.id]);
    expect(await demo.receipt('nothing')).toBeNull();
    await expect(demo.write((tx) => tx.addReceipt(receipt(subject, rows[0]?.id)))).rejects.toThrow();
    expect(await demo.counts()).toMatchObject({ receipts: 3 });
  });

  test('a request under a person’s rights comes back with their words', async () => {
    const demo = await siteOf(await open());
    const subject = hashOf('s');
    const request = {
      id: 'r1',
      kind: 'objection',
      receivedAt: AT,
      dueAt: AT,
      note: 'stop it, say “no” — ünïcode',
    } as const;
    await demo.write(async (tx) => {
      await tx.putSubject(subject, state());
      await tx.addRequest(subject, request);
      await tx.addRequest(subject, { ...request, id: 'r2', note: null });
    });
    expect((await demo.holding(subject)).requests).toEqual([request, { ...request, id: 'r2', note: null }]);
  });

  test('erasing the events of a subject leaves its choice, its receipts and everybody else', async () => {
    const demo = await siteOf(await open());
    const [mine, hers] = [hashOf('mine'), hashOf('hers')];
    const old = event();
    await capture(demo, mine, [accepted(old), accepted(event('click'), { purpose: 'marketing' })]);
    await capture(demo, hers, [accepted()]);
    await demo.write((tx) => tx.addReceipt(receipt(mine)));
    expect(await demo.write((tx) => tx.eraseEvents(mine))).toBe(2);
    expect(await demo.write((tx) => tx.eraseEvents(mine))).toBe(0);
    expect(await demo.holding(mine)).toMatchObject({ events: [], receipts: [{}] });
    expect((await demo.holding(hers)).events).toHaveLength(1);
    const after = event();
    await capture(demo, mine, [accepted(after)]);
    expect((await demo.holding(mine)).events).toEqual([after]);
  });
}
