import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';

const scene = openScene();

describe.concurrent('with JavaScript switched off', () => {
  test('the store works up to the order, and the collector is asked for nothing', async () => {
    const visitor = await scene.visit({ javaScript: false });
    const { page } = visitor;
    await visitor.open('/p/stone-mug');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByText(/Your order FW-/).waitFor();
    expect(visitor.asked).toEqual([]);
    expect(await visitor.cookies()).toEqual([]);
  });

  test('opting out is a page with a form: looking changes nothing, the button records a refusal', async () => {
    const visitor = await scene.visit({ javaScript: false });
    const { page } = visitor;
    const before = await scene.counts();
    await visitor.open('/');
    await page.getByRole('link', { name: 'Your privacy choices' }).click();
    await page.getByRole('heading', { name: 'Do not sell or share' }).waitFor();
    expect((await scene.counts()).receipts).toBe(before.receipts);
    await page.getByRole('button', { name: 'Opt out' }).click();
    await page.getByRole('heading', { name: 'Your refusal was recorded' }).waitFor();
    expect((await scene.counts()).receipts).toBe(before.receipts + 1);
    // It is the collector's address here, where this browser is nobody in particular.
    expect(await visitor.cookies()).toEqual([]);
  });
});
