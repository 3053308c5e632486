import { beforeAll, describe, expect, test } from 'vitest';
import { publish } from './publish.ts';
import { openScene } from './scene.ts';
import { soon, type Visitor } from './visitor.ts';

const scene = openScene({
  pages: (collector) => ({
    '/german': {
      html: `<script>document.documentElement.lang = 'de'</script>
        <script async src="${collector}/s/demo.js" data-region="US-CA"></script>`,
    },
  }),
});
const DO_NOT_SELL = 'Do Not Sell or Share My Personal Information';
const LIMIT = 'Limit the Use of My Sensitive Personal Information';
const DIALOG = 'sayso-banner dialog';

/** The demo's policy with a sensitive purpose, and with exceptions from the signal. */
async function publishSensitive(): Promise<void> {
  await publish(scene.shop, (policy) => {
    policy.signals = { gpcOverride: true };
    policy.purposes.push({ id: 'health', sensitive: true, gpc: true, retentionDays: 30 });
    policy.texts.en.purposes.health = { name: 'Health' };
    policy.texts.de.purposes.health = { name: 'Gesundheit' };
    policy.notice = { materialChangeDays: 0 };
  });
}

const choice = async ({ page }: Visitor): Promise<Record<string, boolean>> =>
  page.evaluate(() => window.sayso.consent.get().allowed);

describe('in California', () => {
  test('the opt-out in the notice has the law’s own words, and one click on it is the opt-out', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=US-CA');
    const button = visitor.page.locator('sayso-banner [data-action=reject-all]');
    await button.waitFor();
    expect(await button.textContent()).toBe(DO_NOT_SELL);
    await button.click();
    expect(await choice(visitor)).toMatchObject({ analytics: false, marketing: false });
    await visitor.close();
  });

  test('who reads German reads what those words mean', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/german');
    await page.locator('sayso-banner [data-action=reject-all]').waitFor();
    expect(await page.locator('sayso-banner [data-action=reject-all]').textContent()).toBe(
      'Nicht verkaufen oder teilen',
    );
    await page.locator('sayso-banner [data-action=customise]').click();
    await page.locator(DIALOG).waitFor();
    expect(await page.locator(`${DIALOG} h2`).textContent()).toBe('Ihre Datenschutz-Auswahl');
    expect(await page.locator(`${DIALOG} [data-action=opt-out]`).textContent()).toBe(
      'Nicht verkaufen oder teilen',
    );
    await visitor.close();
  });
});

describe('in California, with a sensitive purpose', () => {
  beforeAll(publishSensitive);

  test('the second layer is called as the law calls it, and ends the sale alone', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=US-CA');
    await visitor.openPreferences();
    expect(await page.locator(`${DIALOG} h2`).textContent()).toBe('Your Privacy Choices');
    expect(await page.locator(`${DIALOG} [data-action=opt-out]`).textContent()).toBe(DO_NOT_SELL);
    // Nothing sensitive is used before a yes, so there is nothing to limit.
    expect(await page.locator(`${DIALOG} [data-action=limit]`).count()).toBe(0);
    await visitor.act('opt-out');
    expect(await choice(visitor)).toMatchObject({ preferences: true, analytics: true, marketing: false });
    await soon(async () => (await visitor.receipts()).at(-1)).toMatchObject({
      method: 'opt-out',
      purposes: { marketing: 'denied' },
    });
    await visitor.close();
  });

  test('the use of sensitive data that was allowed is limited by one click, in the law’s words', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=US-CA');
    await visitor.openPreferences();
    await page.locator('#sayso-health').click();
    await visitor.act('save');
    expect(await choice(visitor)).toMatchObject({ health: true });
    await visitor.openPreferences();
    expect(await page.locator(`${DIALOG} [data-action=limit]`).textContent()).toBe(LIMIT);
    await visitor.act('limit');
    expect(await choice(visitor)).toMatchObject({ health: false, marketing: true });
    await visitor.close();
  });
});

test('Texas wants it said letter by letter that sensitive data may be sold; others don’t', async () => {
  for (const [region, times] of [
    ['US-TX', 1],
    ['US-CA', 0],
    ['DE', 0],
  ] as const) {
    const visitor = await scene.visit();
    await visitor.open(`/?region=${region}`);
    await visitor.openPreferences();
    const notice = visitor.page.getByText('NOTICE: We may sell your sensitive personal data.', {
      exact: true,
    });
    expect(await notice.count(), region).toBe(times);
    await visitor.close();
  }
});

test('where nothing starts without a yes, no opt-out is offered in place of it', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.openPreferences();
  expect(await visitor.page.locator(`${DIALOG} [data-action=opt-out]`).count()).toBe(0);
  expect(await visitor.page.locator(`${DIALOG} h2`).textContent()).toBe('Your privacy choices');
  await visitor.close();
});

describe('whose browser sends the signal', () => {
  test('reads that it is honoured and how to change that, and is offered no second opt-out', async () => {
    const visitor = await scene.visit({ gpc: { header: true } });
    const { page } = visitor;
    await visitor.open('/?region=US-CA');
    await visitor.openPreferences();
    const box = page.locator(`${DIALOG} [data-part=choice]`).first();
    expect(await box.textContent()).toMatch(/^Opt-Out Request Honored .*Global Privacy Control.*settings\.$/);
    expect(await page.locator(`${DIALOG} [data-action=opt-out]`).count()).toBe(0);
    await visitor.close();
  });

  test('who makes an exception is told of the conflict first, and it takes a second step', async () => {
    const visitor = await scene.visit({ gpc: { header: true } });
    const { page } = visitor;
    await visitor.open('/?region=US-CA');
    await visitor.openPreferences();
    expect(await page.locator('#sayso-marketing-1').textContent()).toContain('You can make an exception');
    await page.locator('#sayso-marketing').click();
    await visitor.act('save');
    expect(await choice(visitor)).toMatchObject({ marketing: false });
    expect(await page.locator(`${DIALOG} p`).first().textContent()).toContain('objects to this: Marketing');
    await visitor.act('confirm');
    expect(await choice(visitor)).toMatchObject({ marketing: true });
    await visitor.close();
  });
});
