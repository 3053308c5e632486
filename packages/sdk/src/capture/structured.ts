import { productsIn } from './product.ts';
import type { Source, Stage } from './sources.ts';
import type { Described } from './view-item.ts';

/** What the page describes for search engines, in JSON-LD or microdata: its product as `view_item`. */
export async function watch(stage: Stage): Promise<Source> {
  const { document, location } = stage.window;
  const { watchItem } = await import('./view-item.ts');
  const { microdata } = await import('./microdata.ts');

  const read = (data: () => unknown, text?: string): Described[] => {
    try {
      return productsIn(data(), location.href).map((one) => ({ ...one, text: text ?? JSON.stringify(one) }));
    } catch {
      // It is the page's, and may be anything.
      return [];
    }
  };

  return watchItem(stage, ['content', 'itemprop'], () => {
    const written = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap(
      ({ textContent }) => read(() => JSON.parse(`${textContent}`), `${textContent}`),
    );
    return written.length ? written : read(() => microdata(document, stage.isIgnored));
  });
}
