import { expect, test } from 'vitest';
import { click, element } from '../../test/fake-element.ts';
import { openPage } from '../../test/fake-page.ts';
import { watchMarkup } from './markup.ts';

function watch(elements: unknown[] = [], passes = (_: string): boolean => true) {
  const { window } = openPage({ elements });
  const recorded: [string, unknown][] = [];
  const markup = watchMarkup(window, { passes, record: (name, props) => recorded.push([name, props]) });
  return { window, markup, recorded };
}
const CUP = '{"id":7,"name":"Cup","variant":"blue","price":3,"quantity":1}';
const ITEM = { item_id: '7', item_name: 'Cup', item_variant: 'blue', price: 3, quantity: 1 };

test('a click on what is marked is the event, with GA4’s names for the item’s', () => {
  const { window, recorded } = watch();
  const add = element('button', {
    'data-sayso-event': 'add_to_cart',
    'data-sayso-item': CUP,
    'data-sayso-currency': 'EUR',
    'data-sayso-props': '{"value":3}',
  });
  window.document.dispatchEvent(click(element('span', {}, { parent: add })));
  expect(recorded).toEqual([['add_to_cart', { items: [ITEM], currency: 'EUR', value: 3 }]]);
});

test('the currency may stand in the item', () => {
  const { window, recorded } = watch();
  const add = element('button', {
    'data-sayso-event': 'add_to_cart',
    'data-sayso-item': '{"item_id":"7","currency":"USD"}',
  });
  window.document.dispatchEvent(click(add));
  expect(recorded[0]?.[1]).toMatchObject({ currency: 'USD', items: [{ item_id: '7' }] });
});

test('a click that no person made adds nothing to a cart, nor one in what is to be ignored', () => {
  const { window, recorded } = watch();
  const add = element('button', { 'data-sayso-event': 'add_to_cart', 'data-sayso-item': CUP });
  window.document.dispatchEvent(click(add, false));
  const hidden = element('button', add.attributes, { parent: element('div', { 'data-sayso-ignore': '' }) });
  window.document.dispatchEvent(click(hidden));
  expect(recorded).toEqual([]);
});

test('what is shown is sent once, and again when it changes in place or is seen anew', () => {
  const product = element('article', { 'data-sayso-event': 'view_item', 'data-sayso-item': CUP });
  const { markup, recorded } = watch([product]);
  markup.look();
  markup.look();
  expect(recorded).toHaveLength(1);
  product.attributes['data-sayso-item'] = '{"id":"8"}';
  markup.look();
  expect(recorded).toHaveLength(2);
  markup.forget();
  markup.look();
  expect(recorded).toHaveLength(3);
});

test('an order counts once, though its page is seen anew, or a yes follows a no', () => {
  let passes = true;
  const order = element('p', { 'data-sayso-event': 'purchase', 'data-sayso-item': CUP });
  const { markup, recorded } = watch([order], () => passes);
  markup.look();
  markup.forget();
  markup.look();
  passes = false;
  markup.look();
  passes = true;
  markup.look();
  expect(recorded).toHaveLength(1);
});

test('what may not be captured when it is shown is captured once it may', () => {
  let open = false;
  const product = element('article', { 'data-sayso-event': 'view_item', 'data-sayso-item': CUP });
  const { markup, recorded } = watch([product], () => open);
  markup.look();
  expect(recorded).toEqual([]);
  open = true;
  markup.look();
  expect(recorded).toHaveLength(1);
});

test('a purchase is sent when it is shown, the begin of a checkout on a button when it is pressed', () => {
  const thanks = element('div', {
    'data-sayso-event': 'purchase',
    'data-sayso-props': '{"transaction_id":"1"}',
  });
  const button = element('button', { 'data-sayso-event': 'begin_checkout' });
  const { window, markup, recorded } = watch([thanks, button]);
  markup.look();
  expect(recorded.map(([name]) => name)).toEqual(['purchase']);
  window.document.dispatchEvent(click(button));
  expect(recorded.map(([name]) => name)).toEqual(['purchase', 'begin_checkout']);
  window.document.dispatchEvent(click(thanks));
  expect(recorded).toHaveLength(2);
});

test.each(['{"id":', 'null', '"text"', '[null]'])('a page’s broken item throws nothing: %s', (item) => {
  const { markup, recorded } = watch([
    element('div', { 'data-sayso-event': 'view_item', 'data-sayso-item': item }),
  ]);
  expect(() => markup.look()).not.toThrow();
  expect(recorded).toHaveLength(1);
});
