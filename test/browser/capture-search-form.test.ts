import { describe, expect, test } from 'vitest';
import { begun, captured, openCapture, propsOf } from './capture-scene.ts';
import { until } from './visitor.ts';

const FIND =
  '<form action="/find" role="search"><input type="search" name="term"><button>Find</button></form>';
const results = (more = ''): string => `<h1>Results</h1>${FIND}${more}`;

const scene = openCapture(
  { sources: ['page', 'search', 'form'] },
  {
    '/start': `<h1>Start</h1>${FIND}`,
    '/find?term=blue+mug': results('<a href="/find?term=blue+mug&page=2">Next</a>'),
    '/find?term=blue+mug&page=2': results(),
    '/find?term=mail+jane%40doe.example': results(),
    '/find?q=elsewhere': results(),
    '/other?term=secret&q=secret': results(),
    '/post': `<h1>Post</h1><form action="/post?q=secret" method="post"><input name="q" type="search"></form>`,
    '/post?q=secret': `<h1>Post</h1><form action="/post" method="post"><input name="q" type="search"></form>`,
    '/forms': `<h1>Forms</h1>
      <form id="jane-doe-secret" name="secret" onsubmit="event.preventDefault()">
        <input name="email" value="jane@doe.example"><input type="hidden" name="token" value="secret">
        <textarea>secret</textarea><select><option>secret</option></select>
        <input type="submit" value="secret"><button id="plain">Send</button>
      </form>
      <form data-sayso-form="newsletter" onsubmit="event.preventDefault()"><button id="named">Join</button></form>
      <form action="/cart/add/8812345?secret=1#secret" onsubmit="event.preventDefault()"><button id="add">Add</button></form>
      <form action="https://pay.example/start?secret" onsubmit="event.preventDefault()"><button id="pay">Pay</button></form>
      <div data-sayso-mask><form onsubmit="event.preventDefault()"><button id="masked">Masked</button></form></div>`,
  },
);

describe.concurrent('a search', () => {
  test('is the term in the address that a search form leads to', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    await visitor.open('/start');
    await page.locator('[name=term]').fill('blue mug');
    await page.keyboard.press('Enter');
    await page.waitForURL(/find/);
    expect(await propsOf(visitor, 'search')).toEqual([{ search_term: 'blue mug' }]);
    const [event] = await captured(visitor, 'search');
    expect(event?.page?.url).toBe(`${scene.shop.store}/find`);
  });

  test('is one, on however many pages its results are, and loaded how often', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    await visitor.open('/find?term=blue+mug');
    await propsOf(visitor, 'search');
    await page.getByText('Next').click();
    await page.waitForURL(/page=2/);
    await begun(visitor, 'search');
    await page.reload();
    await page.waitForTimeout(500);
    expect(await propsOf(visitor, 'search')).toHaveLength(1);
  });

  test('in a page that stays is seen when the address changes, and again for another term', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    await visitor.open('/start');
    await begun(visitor, 'search');
    for (const address of [
      '/find?term=cup',
      '/find?term=cup&sort=price',
      '/find?term=bowl',
      '/start',
      '/find?term=cup',
    ]) {
      await page.evaluate((to) => history.pushState(null, '', to), address);
    }
    expect(await propsOf(visitor, 'search', 3)).toEqual(
      ['cup', 'bowl', 'cup'].map((search_term) => ({ search_term })),
    );
  });

  test('has no address of a person in it', async () => {
    const visitor = await scene.returning();
    await visitor.open('/find?term=mail+jane%40doe.example');
    expect(await propsOf(visitor, 'search')).toEqual([{ search_term: 'mail [email]' }]);
    expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toContain('doe.example');
  });

  test.each(['/find?q=elsewhere', '/other?term=secret&q=secret', '/post?q=secret'])(
    'is none where no search form leads: %s',
    async (path) => {
      const visitor = await scene.returning();
      await visitor.open(path);
      await begun(visitor, 'search');
      await visitor.page.waitForTimeout(300);
      expect(await captured(visitor, 'search')).toEqual([]);
      expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toMatch(/secret|elsewhere/);
    },
  );
});

test('a form that is sent is its name in the markup, its path or its place, and how many fields it has', async () => {
  const visitor = await scene.returning();
  await visitor.open('/forms');
  await begun(visitor, 'form');
  for (const id of ['plain', 'named', 'add', 'pay', 'masked']) await visitor.page.locator(`#${id}`).click();
  await visitor.page.evaluate(() =>
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true })),
  );
  const forms = await until(async () => {
    const found = await propsOf(visitor, 'form_submit', 4);
    return found.length >= 4 ? found : null;
  }, 'the forms');
  expect(forms).toEqual([
    { form_id: 'form-1', fields: 3 },
    { form_id: 'newsletter', fields: 0 },
    { form_id: '/cart/add/:id', fields: 0 },
    { form_id: 'https://pay.example/start', fields: 0 },
  ]);
  expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toMatch(/secret|jane|8812345/);
});
