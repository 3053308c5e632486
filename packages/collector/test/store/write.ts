import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SiteTx } from '../../src/store/port.ts';
import { accepted, event, found, hashOf, jws, policy, receipt, siteOf, state } from './samples.ts';
import type { Bench } from './suite.ts';

/** Transactions: alone or together, and what stays after a failure or a restart. */
export function writeSuite({ open }: Bench): void {
  test('a write that fails is undone alone; those beside it stand', async () => {
    const demo = await siteOf(await open());
    const [good, bad] = [receipt(null), receipt(null)];
    const answers = await Promise.allSettled([
      demo.write((tx) => tx.addReceipt(good)),
      demo.write(async (tx) => {
        await tx.addReceipt(bad);
        await tx.putSubject(hashOf('bad'), state());
        await tx.countPixel('2026-11-20', 'page_view', null);
        throw new Error('changed its mind');
      }),
      demo.write((tx) => tx.receipt(bad.id)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: { message: 'changed its mind' } });
    expect(answers[2]).toMatchObject({ value: null });
    expect(await demo.receipt(good.id)).toEqual(good);
    expect(await demo.receipt(bad.id)).toBeNull();
    expect(await demo.write((tx) => tx.subject(hashOf('bad')))).toBeNull();
    expect(await demo.counts()).toEqual({ receipts: 1, accepted: 0, refused: 0 });
  });

  test('the log of a site counts from 0 without a gap, whatever fails in between', async () => {
    const store = await open();
    const [demo, other] = [await siteOf(store), await siteOf(store, 'other')];
    const jobs = Array.from({ length: 60 }, (_, i) =>
      (i % 4 === 3 ? other : demo).write(async (tx) => {
        const leaf = await tx.addReceipt(receipt(null));
        if (i % 3 === 0) await sleep(1);
        if (i % 5 === 0) throw new Error('undone');
        return { other: i % 4 === 3, leaf };
      }),
    );
    const kept = (await Promise.allSettled(jobs)).flatMap((a) => (a.status === 'fulfilled' ? [a.value] : []));
    for (const which of [true, false]) {
      const leaves = kept.filter((k) => k.other === which).map((k) => k.leaf);
      expect(leaves).toEqual(leaves.map((_, i) => i));
    }
    // Policies and tombstones are entries of the same log.
    const before = kept.filter((k) => !k.other).length;
    await demo.write((tx) => tx.publish(policy(1), jws('sayso-policy+jwt')));
    await demo.write((tx) =>
      tx.erase(hashOf('x'), '2026-11-20T10:00:00Z', false, jws('sayso-tombstone+jwt')),
    );
    expect(await demo.write((tx) => tx.addReceipt(receipt(null)))).toBe(before + 2);
  });

  test('two writers on the same data never give one place in the log twice', async () => {
    const [one, two] = [await open(), await open()];
    const demo = await siteOf(one);
    const again = found(await two.site('demo'));
    const leaves = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        (i % 2 ? demo : again).write((tx) => tx.addReceipt(receipt(null))),
      ),
    );
    expect(leaves.sort((a, b) => a - b)).toEqual(leaves.map((_, i) => i));
  });

  test('jobs never mix: each sees all of those before it and nothing of those after', async () => {
    const demo = await siteOf(await open());
    const subject = hashOf('s');
    const seen = await Promise.all(
      Array.from({ length: 20 }, () =>
        demo.write(async (tx) => {
          const before = await tx.subject(subject);
          await sleep(1);
          const count = Number(before?.prev ?? 0) + 1;
          await tx.putSubject(subject, state({ prev: String(count) }));
          return count;
        }),
      ),
    );
    expect(seen).toEqual(seen.map((_, i) => i + 1));
  });

  test('a transaction that has ended refuses every use', async () => {
    const demo = await siteOf(await open());
    let kept: SiteTx | undefined;
    await demo.write(async (tx) => {
      kept = tx;
    });
    await expect(found(kept).addReceipt(receipt(null))).rejects.toThrow(/ended/);
    await expect(found(kept).subject(hashOf('s'))).rejects.toThrow(/ended/);
    expect(await demo.counts()).toMatchObject({ receipts: 0 });
  });

  test('what was acknowledged is there after a restart, and the log goes on', async () => {
    const first = await open();
    const demo = await siteOf(first);
    const subject = hashOf('s');
    const [mine, my] = [event(), receipt(subject)];
    await demo.write(async (tx) => {
      await tx.publish(policy(1), jws('sayso-policy+jwt'));
      await tx.putSubject(subject, state());
      await tx.addReceipt(my);
      await tx.addEvents(subject, [accepted(mine)]);
    });
    await first.close();

    const again = found(await (await open()).site('demo'));
    expect(await again.policies()).toEqual([policy(1)]);
    expect(await again.holding(subject)).toEqual({
      receipts: [{ id: my.id, jws: my.jws, receivedAt: my.receivedAt }],
      events: [mine],
      requests: [],
    });
    await again.write(async (tx) => {
      expect(await tx.subject(subject)).toEqual(state());
      expect(await tx.known(subject, [mine.id])).toEqual(new Set([mine.id]));
      expect(await tx.addReceipt(receipt(null))).toBe(2);
    });
  });

  test('closing waits for what was handed in, and then nothing more is taken', async () => {
    const store = await open();
    const demo = await siteOf(store);
    const rows = Array.from({ length: 30 }, () => receipt(null));
    const writes = Promise.all(rows.map((row) => demo.write((tx) => tx.addReceipt(row))));
    await store.close();
    expect(await writes).toHaveLength(30);
    await expect(demo.write(async () => 1)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await expect(store.ready()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(await found(await (await open()).site('demo')).counts()).toMatchObject({ receipts: 30 });
  });

  test('a store that can write says so', async () => {
    await expect((await open()).ready()).resolves.toBeUndefined();
  });

  test('refusals and pixels are added up, by day, name and reason', async () => {
    const demo = await siteOf(await open());
    const one = { day: '2026-11-20', name: 'click', reason: 'denied', count: 1 } as const;
    await demo.write((tx) =>
      tx.countRefusals([one, { ...one, name: '-', reason: 'unknown-event', count: 4 }]),
    );
    await demo.write((tx) => tx.countRefusals([{ ...one, count: 2 }]));
    await demo.write((tx) => tx.countPixel('2026-11-20', 'page_view', 'US-CA'));
    await demo.write((tx) => tx.countPixel('2026-11-20', 'page_view', 'US-CA'));
    expect(await demo.refusals()).toEqual([
      { ...one, name: '-', reason: 'unknown-event', count: 4 },
      { ...one, count: 3 },
    ]);
    expect(await demo.counts()).toEqual({ receipts: 0, accepted: 0, refused: 7 });
  });
}
