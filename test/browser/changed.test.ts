import { beforeAll, describe, expect, test } from 'vitest';
import { publish } from './publish.ts';
import { openScene } from './scene.ts';
import { soon, type Visitor } from './visitor.ts';

const scene = openScene();
const CHANGES = 'sayso-banner [data-part=choice]:has(h3)';
let chosen: Visitor;

beforeAll(async () => {
  chosen = await scene.visit();
  // A browser that keeps no script for the next page.
  await chosen.context.route('**/s/demo.js', (route) => route.continue());
  await chosen.open('/?region=DE');
  await chosen.accept();
  await publish(scene.shop, (policy) => {
    policy.notice = { materialChangeDays: 0 };
    const [, preferences, analytics, marketing] = policy.purposes;
    preferences.retentionDays = 90;
    analytics.retentionDays = 200;
    marketing.recipients = [{ name: 'Meta' }, { name: 'TikTok' }];
    policy.texts.en.purposes.marketing.description = 'What you save for later.';
    policy.purposes.push({ id: 'survey', retentionDays: 30 });
    policy.texts.en.purposes.survey = { name: 'Survey' };
    policy.texts.de.purposes.survey = { name: 'Umfrage' };
  });
});

describe('who is asked again because the policy changed', () => {
  test('reads that in the first layer, and in the second what is new for each purpose', async () => {
    const { page, open, openPreferences, asked } = chosen;
    await open('/?region=DE');
    await page.locator('sayso-banner [data-action=customise]').waitFor();
    expect(await page.locator('sayso-banner h2').textContent()).toBe(
      'Some of this has changed since you chose.',
    );
    expect(asked.some((line) => line.includes('/policy.'))).toBe(false);
    await openPreferences();
    await soon(() => page.locator(`${CHANGES} li`).allInnerTexts()).toEqual([
      'Analytics Kept for longer: 200 days.',
      'Marketing New or changed recipients: Meta and TikTok. It is described in other words.',
      'Survey This purpose is new.',
    ]);
    // Two files of policies, both for ever: the version of then and the one of now.
    expect(
      asked
        .filter((line) => line.includes('/policy.'))
        .map((line) => line.slice(-12))
        .sort(),
    ).toEqual(['.demo.1.js', '.demo.2.js'].map((end) => `olicy${end}`.slice(-12)));
  });

  test('chooses anew, and is not shown it again', async () => {
    const { page } = chosen;
    await chosen.act('accept-all');
    await soon(async () => (await chosen.receipts()).at(-1)?.policyVersion).toBe(2);
    await chosen.open('/?region=DE');
    await chosen.openPreferences();
    expect(await page.locator(CHANGES).count()).toBe(0);
    await chosen.close();
  });
});

test('a visitor who never chose is told of no change', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.page.locator('sayso-banner [data-action=customise]').waitFor();
  expect(await visitor.page.locator('sayso-banner h2').textContent()).not.toContain('changed');
  await visitor.openPreferences();
  expect(await visitor.page.locator(CHANGES).count()).toBe(0);
  await visitor.close();
});
