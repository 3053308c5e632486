import type { Props } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { click, element, type FakeElement } from '../../test/fake-element.ts';
import { watchClicks } from './click.ts';

function clicked(target: FakeElement, isTrusted = true): Props[] {
  const seen: Props[] = [];
  const document = Object.assign(new EventTarget(), {
    location: { href: 'https://shop.example/cups/' },
  });
  watchClicks(document as unknown as Document, (props) => seen.push(props));
  document.dispatchEvent(click(target, isTrusted));
  return seen;
}

test('a click is its tag, its own text and where it leads, without query and fragment', () => {
  const link = element('a', { href: '../order/991234?mail=a@b.c#x' }, { text: ' See \n order ' });
  expect(clicked(element('span', {}, { parent: link }))).toEqual([
    { tag: 'a', text: 'See order', href: 'https://shop.example/order/:id' },
  ]);
  expect(clicked(element('a', { href: 'https://other.example/f.pdf', download: '' }))).toEqual([
    { tag: 'a', href: 'https://other.example/f.pdf', outbound: true, download: true },
  ]);
});

test('text is cleaned, at most 64 characters, and never what stands deeper', () => {
  const [props] = clicked(element('button', {}, { text: 'Write to jane@doe.example', deeper: 'Jane Doe' }));
  expect(props).toEqual({ tag: 'button', text: 'Write to [email]' });
  const [long] = clicked(element('button', {}, { text: 'ab '.repeat(60) }));
  expect(`${long?.text}`).toHaveLength(64);
});

test('no id, no class, no name, no label is taken from an element', () => {
  const attributes = { id: 'jane', class: 'x', name: 'n', 'aria-label': 'Jane Doe', title: 't', value: 'v' };
  expect(clicked(element('button', attributes))).toEqual([{ tag: 'button' }]);
});

test('mail and telephone links, scripts and broken addresses leave no address', () => {
  for (const href of ['mailto:jane@doe.example', 'tel:+49401234567', 'javascript:alert(1)', 'https://%'])
    expect(clicked(element('a', { href }))).toEqual([{ tag: 'a' }]);
});

test.each([{ 'data-sayso-ignore': '' }, { 'data-sayso-mask': '' }, { class: 'a sayso-ignore' }])(
  'nothing inside %j is captured, however deep',
  (attributes) => {
    const region = element('section', attributes);
    const button = element('button', {}, { text: 'Secret', parent: element('div', {}, { parent: region }) });
    expect(clicked(element('span', {}, { parent: button }))).toEqual([]);
  },
);

test('clicks in the banner, clicks that no person made and clicks on anything else are none', () => {
  expect(clicked(element('button', {}, { parent: element('sayso-banner') }))).toEqual([]);
  expect(clicked(element('button'), false)).toEqual([]);
  expect(clicked(element('input', { type: 'text' }))).toEqual([]);
  expect(clicked(element('div', { role: 'button' }))).toHaveLength(1);
});
