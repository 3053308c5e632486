import { describe, expect, test } from 'vitest';
import { REFUSAL } from './centre-policy.ts';
import { DIALOG, openCentreScene, opened, seen, unfold } from './centre-scene.ts';
import { soon } from './visitor.ts';

const scene = openCentreScene();
const accepted = scene.accepted;

describe('before a choice', () => {
  test('the second layer asks for script files and nothing else, whatever purpose is looked at', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    const page = await opened(visitor);
    for (const summary of await page.locator(`${DIALOG} li summary`).all()) await summary.click();
    await unfold(page, 'Receipts');
    await unfold(page, 'Your data');
    const asked = visitor.asked.map((line) => line.replace(/[0-9a-f]{16}/, 'BUILD'));
    for (const name of ['policy.demo.2', 'preferences', 'text.en'])
      expect(asked).toContain(`GET /assets/BUILD/${name}.js`);
    expect(asked.filter((line) => !/^GET \/(s\/demo|assets\/BUILD\/[\w.-]+)\.js$/.test(line))).toEqual([]);
    expect(await visitor.stored()).toEqual([]);
    await visitor.close();
  });

  test('a visitor without an identifier is told that there is nothing, by a sentence and not by a button that fails', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    const page = await opened(visitor);
    expect(await unfold(page, 'Your data')).toContain('no identifier');
    expect(await unfold(page, 'Receipts')).toContain('no identifier');
    expect(await page.locator('[data-action=export], [data-action=erase], [data-action=check]').count()).toBe(
      0,
    );
    await visitor.close();
  });

  test('a purpose tells who receives what, where and by what right, which cookies for how long, and how long all is kept', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    const page = await opened(visitor);
    const row = page.locator(`${DIALOG} li`, { has: page.locator('#sayso-marketing') });
    await row.locator('summary').click();
    await row.locator('dl').waitFor();
    const said = await seen(row.locator('dl'));
    expect(said).toContain('Meta Country United States Data hashed e-mail Transfer basis SCC');
    expect(said).toContain('Kept for 180 days');
    expect(said).toContain('_fbp · 90 days _ga_* sid · until the browser is closed');
    expect(said).toContain('Browser storage _hj*');
    const necessary = page.locator(`${DIALOG} li`).first();
    await necessary.locator('summary').click();
    await soon(() => seen(necessary)).toContain('cart · 30 days');
    await visitor.close();
  });
});

describe('a consent that is asked for apart', () => {
  test('stands under a heading of its own in both layers, and in the second says all six things without being unfolded', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=KR');
    const { page } = visitor;
    await page.locator('sayso-banner [data-action=customise]').waitFor();
    expect(await page.locator('sayso-banner ul').allInnerTexts()).toEqual([
      expect.not.stringContaining('Transfer abroad'),
      expect.stringContaining('Transfer abroad'),
    ]);
    expect(await seen(page.locator('sayso-banner'))).toContain('Asked for separately');
    await opened(visitor);
    await soon(() => page.locator(`${DIALOG} h3`, { hasText: 'Asked for separately' }).count()).toBe(1);
    const row = page.locator(`${DIALOG} li`, { has: page.locator('#sayso-overseas-transfer') });
    const said = await seen(row);
    for (const words of [
      'Mail Ltd',
      'dpo@mail.example',
      'Singapore',
      'over the network',
      'e-mail address',
      '365 days',
      REFUSAL,
    ])
      expect(said).toContain(words);
    expect(await row.locator('input').isChecked()).toBe(false);
    await visitor.close();
  });

  test('is never granted by a first click on “accept all”: all of it is shown first, and going back grants nothing', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=KR');
    const { page } = visitor;
    await visitor.act('accept-all');
    const dialog = page.locator(DIALOG);
    await dialog.waitFor();
    expect(await seen(dialog)).toContain(REFUSAL);
    expect(await visitor.cookies()).toEqual([]);
    await visitor.act('back');
    await visitor.act('close');
    expect(await visitor.cookies()).toEqual([]);
    await visitor.act('accept-all');
    await visitor.act('confirm');
    await soon(async () => (await visitor.receipts())[0]?.purposes).toMatchObject({
      'overseas-transfer': 'granted',
    });
    await visitor.close();
  });

  test('can be refused alone, and the rest allowed', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=KR');
    const page = await opened(visitor);
    for (const id of ['preferences', 'analytics', 'marketing']) await page.locator(`#sayso-${id}`).click();
    await visitor.act('save');
    await soon(async () => (await visitor.receipts())[0]?.purposes).toEqual({
      preferences: 'granted',
      analytics: 'granted',
      marketing: 'granted',
      'overseas-transfer': 'denied',
    });
    await visitor.close();
  });
});

test('earlier versions are listed with their day and what each brought, once somebody looks', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  const page = await opened(visitor);
  expect(visitor.asked.some((line) => line.includes('policies'))).toBe(false);
  await unfold(page, 'Versions');
  const cards = page.locator('[data-part=receipt]');
  await soon(() => cards.count()).toBe(2);
  const [second = '', first = ''] = await cards.allInnerTexts();
  expect(second).toContain('Version 2');
  expect(second).toContain('Transfer abroad This purpose is new.');
  expect(second).toContain('New or changed recipients: Meta.');
  expect(first).toContain('Version 1');
  expect(visitor.asked.at(-1)).toBe('GET /v1/demo/policies');
  await visitor.close();
});

test('without the file of the policy the preferences open all the same', async () => {
  const visitor = await scene.visit();
  await visitor.context.route('**/assets/*/policy.*', (route) => route.abort());
  await visitor.open('/?region=DE');
  const page = await opened(visitor);
  expect(await page.locator(`${DIALOG} input`).count()).toBe(4);
  expect(await page.locator(`${DIALOG} li summary`).count()).toBe(0);
  await visitor.act('reject-all');
  await soon(async () => (await visitor.cookies()).length).toBe(1);
  await visitor.close();
});

test('every control of the centre is at least 44 pixels high', async () => {
  const visitor = await accepted();
  const page = await opened(visitor);
  await unfold(page, 'Receipts');
  await unfold(page, 'Your data');
  const small = await page
    .locator(`${DIALOG} :is(button, summary, input)`)
    .evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML),
    );
  expect(small).toEqual([]);
  await visitor.close();
});
