import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import { REFUSAL, tellAll } from './centre-policy.ts';
import { openScene } from './scene.ts';
import { payloadOf, until, type Visitor } from './visitor.ts';

/** It may take a while on a busy machine. */
const soon = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 });

const scene = openScene();
const DIALOG = 'sayso-banner dialog';

beforeAll(async () => {
  const script = async (): Promise<string> => (await fetch(`${scene.shop.collector}/s/demo.js`)).text();
  scene.shop.publish(tellAll);
  await until(async () => (await script()).includes('overseas-transfer'), 'the new policy');
});

/** What a fold says, once it is open and there is something to say. */
async function unfold(page: Page, label: string): Promise<string> {
  const fold = page.locator(`${DIALOG} details`, { has: page.locator('summary', { hasText: label }) });
  await fold.locator('summary').click();
  await soon(() => fold.locator('> div').textContent()).not.toBe('');
  return seen(fold.locator('> div'));
}

/** Somebody who allowed all, in both steps, and whose data is held. */
async function accepted(path = '/?region=DE'): Promise<Visitor> {
  const visitor = await scene.visit();
  await visitor.open(path);
  await visitor.act('accept-all');
  await visitor.act('confirm');
  await until(async () => (await visitor.held())?.events.length, 'the page_view');
  return visitor;
}

/** The words that are seen, in one line. */
const seen = async (place: Locator): Promise<string> =>
  (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ');

const opened = async (visitor: Visitor): Promise<Page> => {
  await visitor.openPreferences();
  return visitor.page;
};

describe('before a choice', () => {
  test('the second layer asks for script files and nothing else, whatever purpose is looked at', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    const page = await opened(visitor);
    for (const summary of await page.locator(`${DIALOG} li summary`).all()) await summary.click();
    await unfold(page, 'Receipts');
    await unfold(page, 'Your data');
    const files = ['policy.demo.2', 'preferences', 'text.en'].map((name) => `GET /assets/BUILD/${name}.js`);
    // In whatever order they were asked for, `embeds` among them where the policy lists cookies.
    const asked = visitor.asked.map((line) => line.replace(/[0-9a-f]{16}/, 'BUILD'));
    expect(asked.sort()).toEqual(['GET /assets/BUILD/embeds.js', ...files, 'GET /s/demo.js'].sort());
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
    const said = await seen(row.locator('dl'));
    expect(said).toContain('Meta Country United States Data hashed e-mail Transfer basis SCC');
    expect(said).toContain('Kept for 180 days');
    expect(said).toContain('_fbp · 90 days _ga_* sid · until the browser is closed');
    expect(said).toContain('Browser storage _hj*');
    const necessary = page.locator(`${DIALOG} li`).first();
    await necessary.locator('summary').click();
    expect(await seen(necessary)).toContain('cart · 30 days');
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

describe('the receipts', () => {
  test('say when and how each choice was made, newest first, and are downloaded as they were signed', async () => {
    const visitor = await accepted();
    const page = await opened(visitor);
    await page.locator('#sayso-marketing').click();
    await visitor.act('save');
    await soon(async () => (await visitor.held())?.receipts.length).toBe(2);
    await opened(visitor);
    await unfold(page, 'Receipts');
    const cards = page.locator('[data-part=receipt]');
    await soon(() => cards.count()).toBe(2);
    const [newest = '', first = ''] = await cards.allInnerTexts();
    expect(newest).toContain('Save choices · Version 2');
    expect(newest).not.toMatch(/Allowed:.*Marketing/);
    expect(first).toContain('Accept all · Version 2');
    expect(first).toMatch(/Allowed:.*Marketing/);
    const coming = page.waitForEvent('download');
    await cards.first().locator('[data-action=download]').click();
    const file = await coming;
    const text = readFileSync(await file.path(), 'utf8');
    expect(file.suggestedFilename()).toMatch(/^sayso-demo-[0-9a-f-]{36}\.jws$/);
    expect((await visitor.held())?.receipts.map(({ jws }) => jws)).toContain(text);
    expect(payloadOf(text).method).toBe('save');
    await visitor.close();
  });

  test('are checked in the browser, with what that proves and what it does not', async () => {
    const visitor = await accepted();
    const page = await opened(visitor);
    await unfold(page, 'Receipts');
    const asked = visitor.asked.length;
    await visitor.act('check');
    const status = page.locator('[data-part=receipt] [role=status]');
    await soon(() => seen(status)).toContain('The signature is right');
    expect(await seen(status)).toContain('does not prove that a person made it');
    expect(visitor.asked.slice(asked)).toEqual(['GET /.well-known/jwks.json']);
    await visitor.close();
  });

  test('that somebody changed on the way are told apart', async () => {
    const visitor = await accepted();
    const { page } = visitor;
    await page.route('**/v1/demo/me', async (route) => {
      const held = await (await route.fetch()).json();
      const [head, , signature] = held.receipts[0].jws.split('.');
      const other = Buffer.from(JSON.stringify({ ...payloadOf(held.receipts[0].jws), method: 'api' }));
      held.receipts[0].jws = `${head}.${other.toString('base64url')}.${signature}`;
      await route.fulfill({ json: held, headers: { 'access-control-allow-origin': scene.shop.store } });
    });
    await opened(visitor);
    await unfold(page, 'Receipts');
    await visitor.act('check');
    await soon(() => seen(page.locator('[data-part=receipt] [role=status]'))).toContain(
      'The signature is not right',
    );
    await visitor.close();
  });

  test('say plainly where a browser cannot check such a signature', async () => {
    const visitor = await accepted();
    const { page } = visitor;
    await page.evaluate(() => {
      SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'));
    });
    await opened(visitor);
    await unfold(page, 'Receipts');
    await visitor.act('check');
    await soon(() => seen(page.locator('[data-part=receipt] [role=status]'))).toContain(
      'cannot check signatures of this kind',
    );
    await visitor.close();
  });
});

describe('the visitor’s data', () => {
  test('is downloaded as the collector holds it', async () => {
    const visitor = await accepted();
    const page = await opened(visitor);
    await unfold(page, 'Your data');
    const coming = page.waitForEvent('download');
    await visitor.act('export');
    const file = await coming;
    expect(file.suggestedFilename()).toBe('sayso-demo.json');
    expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toEqual(await visitor.held());
    expect(await page.locator('[role=status]', { hasText: 'downloaded' }).count()).toBe(1);
    await visitor.close();
  });

  test('is erased in two steps; then nothing is held, and what is kept is said with its end', async () => {
    const visitor = await accepted();
    const subject = await visitor.subject();
    const page = await opened(visitor);
    await unfold(page, 'Your data');
    await visitor.act('erase');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('This cannot be undone');
    expect(await visitor.held(subject)).not.toBeNull();
    await visitor.act('back');
    await visitor.act('erase');
    await visitor.act('erase-yes');
    const status = page.locator(`${DIALOG} [data-part=choice] [role=status]`);
    await soon(() => seen(status)).toMatch(
      /Your data is erased\..*Kept until.*Kept for good.*Gone from backups by/,
    );
    expect(await visitor.held(subject)).toBeNull();
    expect(await visitor.cookies()).toEqual([]);
    // The switches show what holds now, not what did.
    expect(await page.locator(`${DIALOG} input:checked`).count()).toBe(0);
    expect(await unfold(page, 'Your data')).toContain('no identifier');
    await visitor.close();
  });

  test('that could not be erased is not said to be', async () => {
    const visitor = await accepted();
    const { page } = visitor;
    await opened(visitor);
    await unfold(page, 'Your data');
    await page.route('**/v1/demo/me', (route) => route.abort());
    await visitor.act('erase');
    await visitor.act('erase-yes');
    await soon(() => page.locator(`${DIALOG} [role=status]`).allInnerTexts()).toContain(
      'That did not work. Please try again later.',
    );
    expect(await visitor.held()).not.toBeNull();
    await visitor.close();
  });
});

describe('a withdrawal', () => {
  test('is one click; the centre stays open, with the focus in it, and erases what was captured before', async () => {
    const visitor = await accepted();
    const subject = await visitor.subject();
    const page = await opened(visitor);
    await visitor.act('withdraw');
    await soon(() => seen(page.locator(`${DIALOG} [role=status]`).first())).toContain(
      'Your consent is withdrawn',
    );
    expect(await page.evaluate(() => !!document.activeElement?.closest('dialog'))).toBe(true);
    expect(await page.locator(`${DIALOG} input:checked`).count()).toBe(0);
    await soon(async () =>
      (await visitor.held(subject))?.receipts.map(({ jws }) => payloadOf(jws).method),
    ).toContain('withdraw');
    await visitor.act('erase');
    await visitor.act('erase-yes');
    await soon(() => visitor.held(subject)).toBeNull();
    await visitor.act('close');
    await page.reload();
    await visitor.openPreferences();
    expect(await unfold(page, 'Your data')).toContain('no identifier');
    await visitor.close();
  });

  test('by a program’s click is taken as one, since it only refuses', async () => {
    const visitor = await accepted();
    const page = await opened(visitor);
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-action=withdraw]')?.click());
    await soon(async () => (await visitor.receipts()).map(({ method }) => method)).toContain('withdraw');
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
