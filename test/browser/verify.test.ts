import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DIALOG, openCentreScene, opened, seen, unfold } from './centre-scene.ts';
import { soon } from './visitor.ts';

const scene = openCentreScene();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-page-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The checkpoint that the browser keeps; empty if it keeps none. */
const seenBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'sayso-demo')) return '';
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('sayso-demo');
      request.onsuccess = () => resolve(request.result);
    });
    const kept = await new Promise<unknown>((resolve) => {
      const request = db.transaction('log').objectStore('log').get(0);
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return String(kept ?? '');
  });
const result = (page: Page): Promise<string> => seen(page.locator('[role=status]'));

test('accept, look into the privacy centre, check, take the receipt along, check it on the public page; with one byte changed it is red', async () => {
  const visitor = await scene.accepted();
  const page = await opened(visitor);
  await unfold(page, 'Receipts');
  const card = page.locator(`${DIALOG} [data-part=receipt]`).first();
  await soon(async () => {
    await card.locator('[data-action=check]').click();
    const status = card.locator('[role=status]');
    await soon(() => seen(status)).not.toBe('…');
    return seen(status);
  }).toMatch(
    /The signature is right.*The receipt is in the public log: \u2066localhost\/demo \d+\/\d+\u2069/,
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card.locator('[data-action=download]').click(),
  ]);
  const file = join(folder, 'receipt.jws');
  await download.saveAs(file);
  // What was seen of the log is kept beside the events that wait, and goes with the consent.
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await soon(() => seenBy(page)).toMatch(/^localhost\/demo\n\d+\n/);
  await visitor.act('withdraw');
  await soon(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await visitor.close();

  const public_ = await scene.visit();
  const asked: string[] = [];
  public_.page.on('request', (request) =>
    asked.push(`${request.method()} ${new URL(request.url()).pathname}`),
  );
  await public_.page.goto(`${scene.shop.collector}/verify`);
  await public_.page.locator('input[type=file]').setInputFiles(file);
  await soon(() => result(public_.page)).toMatch(
    /OK · The signature is right.*OK · It is entry \d+ of the \d+/,
  );

  const jws = readFileSync(file, 'utf8');
  const changed = join(folder, 'changed.jws');
  writeFileSync(changed, `${jws.slice(0, 200)}${jws[200] === 'A' ? 'B' : 'A'}${jws.slice(201)}`);
  await public_.page.locator('input[type=file]').setInputFiles(changed);
  await soon(() => result(public_.page)).toContain('WRONG');
  writeFileSync(changed, 'something else');
  await public_.page.locator('input[type=file]').setInputFiles(changed);
  await soon(() => result(public_.page)).toContain('This is no receipt');
  // The receipt itself went nowhere.
  expect(
    asked.filter(
      (line) =>
        !/^GET \/(verify|assets\/\w+\/verify\.js|\.well-known\/jwks\.json|v1\/demo\/(proof|log))$/.test(line),
    ),
  ).toEqual([]);
  await public_.close();
});

test('the public page runs its own script and nothing else, and is framed nowhere', async () => {
  const answer = await fetch(`${scene.shop.collector}/verify`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
});
