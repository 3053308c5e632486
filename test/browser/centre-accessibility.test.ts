import { beforeAll, describe, expect, test } from 'vitest';
import { looks, violations, visitAs } from './axe.ts';
import { tellAll } from './centre-policy.ts';
import { openScene } from './scene.ts';
import { until, type Visitor, type VisitorOptions } from './visitor.ts';

/** It may take a while on a busy machine. */
const soon = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 });

const scene = openScene();
const DIALOG = 'sayso-banner dialog';

/** The demo's policy with all that it can say, once and then again with more: who chose between is asked again. */
async function publish(edition: number): Promise<void> {
  const script = async (): Promise<string> => (await fetch(`${scene.shop.collector}/s/demo.js`)).text();
  scene.shop.publish((policy) => {
    tellAll(policy);
    policy.purposes[2].retentionDays += edition;
  });
  await until(async () => (await script()).includes(`version:${edition + 1}`), 'the new policy');
}
beforeAll(() => publish(1));

async function chosen(visitor: Visitor): Promise<void> {
  await visitor.context.route('**/s/demo.js', (route) => route.continue());
  await visitor.open('/?region=DE');
  await visitor.act('accept-all');
  await visitor.act('confirm');
  await until(async () => (await visitor.held())?.events.length, 'the page_view');
}
const withFolds = async (visitor: Visitor): Promise<void> => {
  await visitor.openPreferences();
  const { page } = visitor;
  for (const fold of await page.locator(`${DIALOG} summary`).all()) await fold.click();
  await soon(() => page.locator(`${DIALOG} [data-part=receipt]`).count()).toBeGreaterThan(0);
};

const states: [string, (visitor: Visitor) => Promise<void>][] = [
  ['the banner with a separate consent', (visitor) => visitor.open('/?region=KR')],
  [
    'what is asked for apart',
    async (visitor) => {
      await visitor.open('/?region=KR');
      await visitor.act('accept-all');
    },
  ],
  [
    'every fold open, of a stranger',
    async (visitor) => {
      await visitor.open('/?region=DE');
      await withFolds(visitor);
    },
  ],
  [
    'every fold open, a receipt checked',
    async (visitor) => {
      await chosen(visitor);
      await withFolds(visitor);
      await visitor.act('check');
      await soon(() => visitor.page.locator('[data-part=receipt] [role=status]').textContent()).not.toMatch(
        /^…?$/,
      );
    },
  ],
  [
    'the question before an erasure, after a withdrawal',
    async (visitor) => {
      await chosen(visitor);
      await visitor.openPreferences();
      await visitor.act('withdraw');
      await visitor.act('erase');
    },
  ],
  [
    'an erasure',
    async (visitor) => {
      await chosen(visitor);
      await visitor.openPreferences();
      await visitor.act('withdraw');
      await visitor.act('erase');
      await visitor.act('erase-yes');
      await soon(() => visitor.page.locator('[role=status] p').count()).toBeGreaterThan(2);
    },
  ],
  [
    'the rights by name',
    async (visitor) => {
      await visitor.open('/?region=US-CA');
      await visitor.openPreferences();
    },
  ],
];

/** So high that nothing lies half under the row of buttons: that is where it was scrolled to, not its size. */
const high = (how: VisitorOptions): VisitorOptions =>
  how.viewport ? how : { ...how, viewport: { width: 1280, height: 3000 } };

describe.each(states)('%s', (_state, reach) => {
  test.each(looks)('has nothing that axe-core finds wrong: %s', async (_look, how, media) => {
    const visitor = await visitAs(scene, high(how), media);
    await reach(visitor);
    await visitor.page.locator('sayso-banner :is(button, dialog)').first().waitFor();
    expect(await violations(visitor.page)).toEqual([]);
    await visitor.close();
  });
});

describe('what has changed since the choice', () => {
  const waiting: Visitor[] = [];
  beforeAll(async () => {
    for (const [, how, media] of looks) {
      const visitor = await visitAs(scene, high(how), media);
      await chosen(visitor);
      waiting.push(visitor);
    }
    await publish(2);
  }, 120_000);

  test.each(looks.map(([look], i) => [look, i] as const))(
    'has nothing that axe-core finds wrong: %s',
    async (_look, i) => {
      const visitor = waiting[i] as Visitor;
      await visitor.open('/?region=DE');
      await visitor.openPreferences();
      await soon(() => visitor.page.locator(`${DIALOG} [data-part=choice] li`).count()).toBe(1);
      expect(await violations(visitor.page)).toEqual([]);
      await visitor.close();
    },
  );
});

test('with the keyboard alone a fold is opened, the question asked and answered, and the focus never lost', async () => {
  const visitor = await scene.visit({ viewport: { width: 320, height: 568 } });
  const { page } = visitor;
  await chosen(visitor);
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
