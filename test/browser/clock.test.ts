import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { names, settle, until } from './visitor.ts';

const scene = openScene();
const HOUR = 3_600_000;

describe.concurrent('a browser whose clock is wrong', () => {
  test.each([
    ['three hours slow', -3 * HOUR],
    ['three hours fast', 3 * HOUR],
  ])('%s: the choice counts, and what follows it is stored', async (_, wrong) => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await page.clock.install({ time: Date.now() + wrong });
    await visitor.open('/?region=DE');
    await visitor.accept();
    await visitor.open('/p/stone-mug?region=DE');
    await until(async () => names(await visitor.held()).includes('view_item'), 'the view_item');
    expect(await visitor.receipts()).toMatchObject([{ effective: true, basis: 'consent' }]);
    // And so does a no: nothing that comes later is stored.
    const subject = await visitor.subject();
    await settle(page);
    const before = names(await visitor.held(subject));
    await visitor.openPreferences();
    await visitor.act('withdraw');
    await until(async () => (await visitor.receipts()).length === 2, 'the withdrawal');
    await visitor.open('/p/linen-throw?region=DE');
    await settle(page);
    expect(names(await visitor.held(subject))).toEqual(before);
  });
});
