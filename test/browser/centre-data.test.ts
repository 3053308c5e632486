import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DIALOG, openCentreScene, opened, seen, unfold } from './centre-scene.ts';
import { payloadOf, soon } from './visitor.ts';

const scene = openCentreScene();
const accepted = scene.accepted;

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
    const paths = visitor.asked.slice(asked).map((line) => line.replace(/[0-9a-f]{16}|\?.*/, ''));
    expect(paths).toEqual([
      'GET /assets//check.js',
      'GET /.well-known/jwks.json',
      'GET /v1/demo/proof',
      ...(paths.length > 3 ? ['GET /v1/demo/log'] : []),
    ]);
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
