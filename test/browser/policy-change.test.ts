import { beforeEach, describe, expect, test } from 'vitest';
import type { Policy } from './harness.ts';
import { publish } from './publish.ts';
import { openScene } from './scene.ts';
import { names, settle, until, type Visitor } from './visitor.ts';

const scene = openScene();
const BANNER = 'sayso-banner [data-action="accept-all"]';

/** Somebody who accepted the policy of now, and whose browser does not keep scripts for the next page. */
async function accepted(): Promise<Visitor> {
  const visitor = await scene.visit();
  await visitor.context.route('**/s/demo.js', (route) => route.continue());
  await visitor.open('/?region=DE');
  await visitor.accept();
  return visitor;
}

let edition = 0;
const reworded = (policy: Policy): void => {
  policy.texts.en.title = `Edition ${++edition}`;
};
const withRecipient = (policy: Policy): void => {
  reworded(policy);
  policy.notice = { materialChangeDays: 0 };
  const analytics = policy.purposes.find(({ id }: { id: string }) => id === 'analytics');
  analytics.recipients = [{ name: `Recipient ${edition}` }];
};

describe('a policy that changes', () => {
  beforeEach(() => publish(scene.shop, reworded));

  test('in its words only: who said yes is not asked again, and events flow', async () => {
    const visitor = await accepted();
    await publish(scene.shop, reworded);
    await visitor.open('/p/stone-mug?region=DE');
    await until(async () => names(await visitor.held()).includes('view_item'), 'the view_item');
    expect(await visitor.page.locator('sayso-banner').count()).toBe(0);
  });

  test('materially: who said yes is asked again, nothing is captured until then, and then it is', async () => {
    const visitor = await accepted();
    const { page } = visitor;
    await settle(page);
    const before = names(await visitor.held());
    await publish(scene.shop, withRecipient);
    await visitor.open('/p/stone-mug?region=DE');
    await page.locator(BANNER).waitFor();
    await settle(page);
    expect(names(await visitor.held())).toEqual(before);
    await visitor.act('accept-all');
    await until(async () => names(await visitor.held()).includes('view_item'), 'the view_item');
    const versions = (await visitor.receipts()).map(({ policyVersion }) => Number(policyVersion));
    expect(versions[1]).toBeGreaterThan(Number(versions[0]));
  });

  test("materially, by the operator's word: it waits for its day", async () => {
    const visitor = await accepted();
    scene.shop.publish(reworded, '--material', '--effective', '2030-01-01');
    await new Promise((done) => setTimeout(done, 400));
    await visitor.open('/p/stone-mug?region=DE');
    await until(async () => names(await visitor.held()).includes('view_item'), 'the view_item');
    expect(await visitor.page.locator('sayso-banner').count()).toBe(0);
  });

  test('materially: who said no is not asked again, and stays refused', async () => {
    const visitor = await scene.visit();
    await visitor.context.route('**/s/demo.js', (route) => route.continue());
    await visitor.open('/?region=DE');
    await visitor.act('reject-all');
    await until(() => visitor.asked.includes('POST /v1/demo/receipts'), 'the receipt');
    await publish(scene.shop, withRecipient);
    await visitor.open('/p/stone-mug?region=DE');
    await settle(visitor.page);
    expect(await visitor.page.locator('sayso-banner').count()).toBe(0);
    expect(await visitor.subject()).toBeNull();
  });
});

describe('a page that was open when the policy changed materially', () => {
  test('takes the new policy, asks about that, and captures nothing for a yes to the old one', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=DE');
    await page.locator(BANNER).waitFor();
    await publish(scene.shop, withRecipient);
    await visitor.act('accept-all');
    await until(() => visitor.asked.includes('GET /v1/demo/policy'), 'the new policy');
    // Either title says that it is about the new one.
    await page.getByText(new RegExp(`Edition ${edition}|has changed since you chose`)).waitFor();
    await settle(page);
    expect(await visitor.subject()).toBeNull();
    expect(visitor.sent('/v1/demo/events')).toEqual([]);
    await visitor.accept();
    expect(visitor.sent('/v1/demo/receipts').map(({ policyVersion }) => policyVersion)).toHaveLength(2);
  });

  test('stops what was allowed under the old one', async () => {
    const visitor = await accepted();
    const { page } = visitor;
    await settle(page);
    const before = names(await visitor.held());
    await publish(scene.shop, withRecipient);
    await page.evaluate(() => window.sayso.track('search', { search_term: 'outdated-now' }));
    await settle(page);
    expect(names(await visitor.held())).toEqual(before);
    expect(scene.shop.bytes().includes('outdated-now')).toBe(false);
  });
});
