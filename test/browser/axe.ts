import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import type { Scene } from './scene.ts';
import type { Visitor, VisitorOptions } from './visitor.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe-core finds wrong with what Sayso shows: rule, element and why. */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(
    (tags) =>
      (
        window as unknown as { axe: { run(at: string, how: object): Promise<{ violations: Violation[] }> } }
      ).axe.run('sayso-banner', { runOnly: tags, rules: { 'target-size': { enabled: true } } }),
    WCAG,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

export const looks: [string, VisitorOptions, Parameters<Page['emulateMedia']>[0]][] = [
  ['light', {}, { colorScheme: 'light' }],
  ['dark', {}, { colorScheme: 'dark' }],
  ['forced colours', {}, { forcedColors: 'active' }],
  ['reduced motion', {}, { reducedMotion: 'reduce' }],
  ['right to left', { locale: 'ar' }, {}],
  ['320 pixels', { viewport: { width: 320, height: 640 } }, {}],
  // What 1280 × 1024 are at 400 % (WCAG 2.2, 1.4.10).
  ['400 % zoom', { viewport: { width: 320, height: 256 } }, {}],
];

/** A visitor to whom the page looks like that; in their own language, whatever the store says of its own. */
export async function visitAs(
  scene: Scene,
  as: VisitorOptions,
  media: Parameters<Page['emulateMedia']>[0],
): Promise<Visitor> {
  const visitor = await scene.visit(as);
  await visitor.page.emulateMedia(media);
  if (as.locale) {
    await visitor.page.addInitScript((lang) => {
      new MutationObserver(() => {
        if (document.documentElement) document.documentElement.lang = lang;
      }).observe(document, { childList: true });
    }, as.locale);
  }
  return visitor;
}
