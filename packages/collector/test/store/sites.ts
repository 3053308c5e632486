import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { accepted, capture, event, found, hashOf, jws, policy, receipt, site, siteOf } from './samples.ts';
import type { Bench } from './suite.ts';

const publish = (version: number) => [policy(version), jws('sayso-policy+jwt')] as const;

/** Sites and their policies, and that one site never sees another's. */
export function sitesSuite({ open }: Bench): void {
  test('a site is there as it was made, and an unknown one is not', async () => {
    const store = await open();
    await store.createSite({ ...site('shop'), allowNullOrigin: true });
    expect(await store.sites()).toEqual([{ ...site('shop'), allowNullOrigin: true }]);
    expect((await store.site('shop'))?.site.logOrigin).toBe('log.example/shop');
    expect(await store.site('other')).toBeNull();
    expect(await store.site('__proto__')).toBeNull();
  });

  test('a site cannot be made twice, and its second making changes nothing', async () => {
    const store = await open();
    await store.createSite(site());
    await expect(store.createSite({ ...site(), origins: ['https://evil.example'] })).rejects.toThrow(/demo/);
    expect((await store.sites())[0]?.origins).toEqual(['https://shop.example']);
  });

  test('published versions come back whole, oldest first', async () => {
    const demo = await siteOf(await open());
    const second = policy(2, { ownRisk: 'counsel said so', materialSince: 2 });
    await demo.write(async (tx) => {
      await tx.publish(...publish(1));
      await tx.publish(second, jws('sayso-policy+jwt'));
      expect((await tx.policies()).map((p) => p.version)).toEqual([1, 2]);
    });
    expect(await demo.policies()).toEqual([policy(1), second]);
    expect(Object.hasOwn((await demo.policies())[0] ?? {}, 'ownRisk')).toBe(false);
  });

  test('a version is published once, and a failed publication is not seen', async () => {
    const demo = await siteOf(await open());
    await demo.write((tx) => tx.publish(...publish(1)));
    await expect(demo.write((tx) => tx.publish(...publish(1)))).rejects.toThrow();
    await expect(
      demo.write(async (tx) => {
        await tx.publish(...publish(2));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await demo.write((tx) => tx.policies())).toHaveLength(1);
    expect(await demo.policies()).toHaveLength(1);
  });

  test('nobody who asks for the policies can change them for the others', async () => {
    const demo = await siteOf(await open());
    await demo.write((tx) => tx.publish(...publish(1)));
    const mine = await demo.policies();
    mine.pop();
    const [first] = await demo.policies();
    expect(() => {
      found(first).document.purposes.push({ id: 'marketing' });
    }).toThrow();
    expect(await demo.policies()).toEqual([policy(1)]);
  });

  test('what another process makes and publishes is noticed within 200 ms', async () => {
    const [here, there] = [await open(), await open()];
    const demo = await siteOf(here);
    expect(await demo.policies()).toEqual([]);
    expect(await here.site('late')).toBeNull();

    await there.createSite(site('late'));
    await found(await there.site('demo')).write((tx) => tx.publish(...publish(1)));
    // In a transaction at once: an event is never judged by a policy that is no more.
    expect(await demo.write((tx) => tx.policies())).toHaveLength(1);
    await found(await there.site('demo')).write((tx) => tx.publish(...publish(2)));
    await sleep(200);
    expect(await demo.policies()).toHaveLength(2);
    expect(await here.site('late')).not.toBeNull();
  });

  test('one site sees nothing of another, by whatever name it asks', async () => {
    const store = await open();
    const [a, b] = [await siteOf(store, 'aa'), await siteOf(store, 'bb')];
    const subject = hashOf('s');
    const [mine, my] = [event(), receipt(subject)];
    await capture(a, subject, [accepted(mine)]);
    await a.write(async (tx) => {
      await tx.addReceipt(my);
      await tx.publish(...publish(1));
      await tx.countRefusals([{ day: '2026-11-20', name: 'click', reason: 'denied', count: 2 }]);
    });

    expect(await b.receipt(my.id)).toBeNull();
    expect(await b.holding(subject)).toEqual({ receipts: [], events: [], requests: [] });
    expect(await b.policies()).toEqual([]);
    expect(await b.refusals()).toEqual([]);
    expect(await b.counts()).toEqual({ receipts: 0, accepted: 0, refused: 0 });
    await b.write(async (tx) => {
      expect(await tx.subject(subject)).toBeNull();
      expect(await tx.receipt(my.id)).toBeNull();
      expect(await tx.known(subject, [mine.id])).toEqual(new Set());
      expect(await tx.eraseEvents(subject)).toBe(0);
      // The same ids are another site's own, and its log begins at 0.
      expect(await tx.addReceipt(my)).toBe(0);
      await tx.erase(subject, '2026-11-20T10:00:00Z', false, jws('sayso-tombstone+jwt'));
    });
    expect((await a.holding(subject)).events).toEqual([mine]);
    expect(await a.write((tx) => tx.erasedAt(subject))).toBeNull();
  });
}
