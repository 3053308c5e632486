import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const code = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}
interface Axe {
  run(at: unknown, how: object): Promise<{ violations: Violation[] }>;
}

/** A page of Playwright's, or of Puppeteer's. */
interface Page {
  evaluate(code: string): Promise<unknown>;
  evaluate<T, A>(run: (given: A) => T | Promise<T>, given: A): Promise<T>;
}

/** What axe-core finds wrong with what Sayso shows, a placeholder too: rule, element and why. */
export async function violations(page: Page, host = 'sayso-banner'): Promise<string[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(`${code};undefined`);
  return page.evaluate(async (shown) => {
    const { axe } = window as unknown as { axe: Axe & { source: string } };
    const how = {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'target-size': { enabled: true } },
      iframes: false,
    };
    const found: Violation[] = [];
    const look = async (by: Axe, at: unknown): Promise<void> => {
      found.push(...(await by.run(at, how)).violations);
    };
    if (document.querySelector(shown)) await look(axe, shown);
    const waiting = document.querySelector<HTMLIFrameElement>('iframe[data-purpose]')?.contentWindow;
    if (waiting) {
      const inside = waiting as Window & { axe?: Axe; eval?(code: string): void };
      if (!inside.axe) inside.eval?.(axe.source);
      if (inside.axe) await look(inside.axe, inside.document);
    }
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }, host);
}
