import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { expect, test } from 'vitest';
import { type Look, looks, visitIn } from './looks.ts';
import { openStates, type State, states } from './states.ts';
import { openBrowser, type VisitorOptions, visit } from './visitor.ts';

const FOLDER = new URL('../../docs/gallery/', import.meta.url);
/** Motion does not show in a picture. */
const SHOWN = looks.filter(({ name }) => name !== 'reduced motion');

interface Picture {
  name: string;
  width: number;
  png: Buffer;
}

const snap = async (page: Page, name: string, { width }: Look['viewport']): Promise<Picture> => {
  // The banner comes to lie above what the store keeps at the bottom a moment after it is there.
  await page.waitForTimeout(400);
  return { name, width, png: await page.screenshot({ animations: 'disabled' }) };
};

/** All pictures of a state as one: the wide ones in two columns, the small ones in a row below. */
async function sheet(browser: Browser, { name, title }: State, pictures: Picture[]): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1320, height: 100 } });
  const figure = ({ name: look, width, png }: Picture): string =>
    `<figure><img width="${width > 320 ? 640 : 320}" src="data:image/png;base64,${png.toString('base64')}"><figcaption>${look}</figcaption></figure>`;
  await page.setContent(
    `<style>body{margin:0;padding:16px;background:#c9cdd3;font:14px/1.4 sans-serif}main{display:flex;flex-wrap:wrap;gap:8px;align-items:start}
     figure{margin:0}img{display:block}figcaption{padding:2px 0 6px}h1{font-size:20px;margin:0 0 8px}</style><h1>${title}</h1><main>${pictures.map(figure).join('')}</main>`,
    { waitUntil: 'load' },
  );
  await page.screenshot({
    path: fileURLToPath(new URL(`${name}.jpg`, FOLDER)),
    type: 'jpeg',
    quality: 70,
    fullPage: true,
  });
  await page.close();
}

// `npm run gallery` makes docs/gallery anew.
test('every state in every look', { timeout: 900_000 }, async () => {
  mkdirSync(FOLDER, { recursive: true });
  for (const old of readdirSync(FOLDER)) rmSync(new URL(old, FOLDER));
  const [place, browser] = await Promise.all([openStates(), openBrowser()]);
  const come = { visit: (as?: VisitorOptions) => visit(browser, place.shop, as) };
  let told = false;
  for (const state of states) {
    if (state.told && !told) await place.again();
    told ||= !!state.told;
    const as: VisitorOptions = state.gpc ? { gpc: { header: true } } : {};
    const pictures: Picture[] = [];
    const visitor = await come.visit(as);
    await state.reach(visitor, place.again);
    for (const { name, media, viewport } of SHOWN) {
      await visitor.page.emulateMedia(media);
      await visitor.page.setViewportSize(viewport);
      pictures.push(await snap(visitor.page, name, viewport));
    }
    await visitor.close();
    const viewport = { width: 1280, height: 800 };
    const reader = await visitIn(come, 'ar', { ...as, viewport });
    await state.reach(reader, place.again);
    pictures.splice(3, 0, await snap(reader.page, 'right to left', viewport));
    await reader.close();
    await sheet(browser, state, pictures);
    process.stdout.write(`${state.name}.jpg\n`);
  }
  const list = states.map(({ name, title }) => `## ${title}\n\n![${title}](${name}.jpg)\n`);
  writeFileSync(
    new URL('README.md', FOLDER),
    `# What visitors see\n\nEvery state in every look, made by \`npm run gallery\`.\n\n${list.join('\n')}`,
  );
  await browser.close();
  await place.shop.close();
  for (const { name } of states)
    expect(statSync(new URL(`${name}.jpg`, FOLDER)).size).toBeGreaterThan(20_000);
});
