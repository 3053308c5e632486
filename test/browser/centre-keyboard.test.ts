import { expect, test } from 'vitest';
import { DIALOG, openCentreScene } from './centre-scene.ts';
import { soon } from './visitor.ts';

const scene = openCentreScene();

test('with the keyboard alone a fold is opened, the question asked and answered, and the focus never lost', async () => {
  const visitor = await scene.accepted();
  const { page } = visitor;
  await page.setViewportSize({ width: 320, height: 568 });
  await visitor.openPreferences();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const tabTo = async (text: string): Promise<void> => {
    for (let i = 0; i < 40 && !(await focused()).startsWith(text); i++) await page.keyboard.press('Tab');
    expect(await focused()).toContain(text);
    const onTop = await page.evaluate(() => {
      const element = document.activeElement;
      const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
      return !!element?.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
    expect(onTop, `${text} is not hidden`).toBe(true);
  };
  await tabTo('Your data');
  await page.keyboard.press('Enter');
  await tabTo('Erase my data');
  await page.keyboard.press('Enter');
  expect(await focused()).toContain('This cannot be undone');
  await tabTo('Back');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('Erase my data');
  await page.keyboard.press('Enter');
  await tabTo('Yes, erase');
  await page.keyboard.press('Enter');
  await soon(focused).toBe('Your privacy choices');
  await page.keyboard.press('Escape');
  await page.locator(DIALOG).waitFor({ state: 'detached' });
  await visitor.close();
});
