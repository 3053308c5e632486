import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { settle, until, type Visitor } from './visitor.ts';

const scene = openScene({
  pages: (collector) => ({
    '/early': {
      html: `<script async src="${collector}/s/demo.js" data-region="DE" onload="sayso.beforeSend = cut"></script>
        <button>Press</button>
        <script>
          window.refused = [];
          document.addEventListener('sayso:refused', ({ detail }) => refused.push(detail));
          function cut(event) {
            if (event.name === 'click') throw new Error('of the page');
            if (event.name === 'view_item') return null;
            if (event.name === 'page_view') delete event.page.title;
            Object.assign(event, { id: 'mine', at: 'never', subject: 'someone', seq: 99 });
            Object.assign(event.props ??= {}, event.name === 'search' ? { search_term: 'jane@doe.example' } : { utm_source: 'cut' });
            return event;
          }
        </script>`,
    },
  }),
});
const refused = ({ page }: Visitor): Promise<{ name: string; reason: string }[]> =>
  page.evaluate(() => (window as unknown as { refused: { name: string; reason: string }[] }).refused);

describe('beforeSend on a page with the script tag', () => {
  test('is asked from the first event on, changes what it may, and drops', async () => {
    const visitor = await scene.visit();
    await visitor.open('/early');
    const held = await visitor.accept();
    await visitor.page.getByRole('button', { name: 'Press' }).click();
    await visitor.page.evaluate(() => {
      window.sayso.track('view_item', { items: [{ item_id: 'mug' }] });
      window.sayso.track('search', { search_term: 'mug' });
    });
    await until(
      async () => (await visitor.held())?.events.some(({ name }) => name === 'search'),
      'the search',
    );
    await settle(visitor.page);
    expect((await refused(visitor)).map(({ name, reason }) => [name, reason])).toEqual([
      ['click', 'before-send'],
      ['view_item', 'before-send'],
    ]);
    const [view, search, ...rest] = (await visitor.held())?.events ?? [];
    expect(rest).toEqual([]);
    expect(view).toMatchObject({ name: 'page_view', props: { utm_source: 'cut' } });
    expect(view?.page).not.toHaveProperty('title');
    expect(search).toMatchObject({ name: 'search', props: { search_term: '[email]' } });
    expect(search?.page).toHaveProperty('title');
    expect(view?.id).toBe(held.events[0]?.id);
    expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toMatch(
      /"mine"|"never"|someone|doe\.example/,
    );
    expect(visitor.errors).toEqual([]);
  });
});
