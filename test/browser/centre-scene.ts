import type { Locator, Page } from 'playwright';
import { beforeAll } from 'vitest';
import { tellAll } from './centre-policy.ts';
import { publish } from './publish.ts';
import { openScene, type Scene } from './scene.ts';
import { soon, until, type Visitor } from './visitor.ts';

export const DIALOG = 'sayso-banner dialog';

/** A shop whose policy tells all that the centre can say. */
export function openCentreScene(): Scene & { accepted(path?: string): Promise<Visitor> } {
  const scene = openScene();
  beforeAll(() => publish(scene.shop, tellAll));
  return Object.assign(scene, {
    /** Somebody who allowed all, in both steps, and whose data is held. */
    async accepted(path = '/?region=DE') {
      const visitor = await scene.visit();
      await visitor.open(path);
      await visitor.act('accept-all');
      await visitor.act('confirm');
      await until(async () => (await visitor.held())?.events.length, 'the page_view');
      return visitor;
    },
  });
}

/** What a fold says, once it is open and there is something to say. */
export async function unfold(page: Page, label: string): Promise<string> {
  const fold = page.locator(`${DIALOG} details`, { has: page.locator('summary', { hasText: label }) });
  await fold.locator('summary').click();
  await soon(() => fold.locator('> div').textContent()).not.toBe('');
  return seen(fold.locator('> div'));
}

/** The words that are seen, in one line. */
export const seen = async (place: Locator): Promise<string> =>
  (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ');

export const opened = async (visitor: Visitor): Promise<Page> => {
  await visitor.openPreferences();
  return visitor.page;
};
