import { beforeAll, describe, expect, test } from 'vitest';
import { tellAll } from './centre-policy.ts';
import { allowed, type Own, openOwn } from './headless-scene.ts';
import { publish } from './publish.ts';
import { settle, until } from './visitor.ts';

const { scene, arrive } = openOwn();

describe('a consent that is asked for apart', () => {
  beforeAll(() => publish(scene.shop, tellAll));

  test('is named as such, and never granted by a first click on “accept all”', async () => {
    const visitor = await arrive('DE');
    const { purposes } = await visitor.page.evaluate(() => (window as unknown as Own).choices.get());
    expect(purposes.filter(({ separate }) => separate).map(({ id }) => id)).toEqual(['overseas-transfer']);
    await visitor.act('accept-all');
    await visitor.act('confirm');
    // Both clicks, since nothing was recorded for the first one.
    const receipts = await until(async () => {
      const all = await visitor.receipts();
      return all.length ? all : null;
    }, 'the receipt');
    expect(receipts).toHaveLength(1);
    expect(receipts[0]).toMatchObject({
      method: 'accept-all',
      purposes: { 'overseas-transfer': 'granted' },
      confirmed: ['overseas-transfer'],
    });
  });

  test('is told of in the second step, and going back grants nothing', async () => {
    const visitor = await arrive('DE');
    await visitor.act('accept-all');
    await visitor.page.getByText('Transfer abroad (null)').waitFor();
    await visitor.act('cancel');
    await settle(visitor.page);
    expect(await visitor.receipts()).toEqual([]);
    expect(await allowed(visitor)).toEqual(['necessary']);
  });
});
