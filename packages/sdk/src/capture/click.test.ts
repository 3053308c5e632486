import type { Props } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { click, element, type FakeElement } from '../../test/fake-element.ts';
import type { PageWindow } from '../environment.ts';
import { watchClicks } from './click.ts';

const PAGE = 'https://shop.example/cups/';

function watch(page = PAGE) {
  const seen: (() => Props)[] = [];
  const spared: number[] = [];
  const document = new EventTarget();
  const timers: (() => void)[] = [];
  const setTimeout = (run: () => void): number => timers.push(run);
  const location = new URL(page);
  const window = { document, location, setTimeout } as unknown as PageWindow;
  watchClicks(
    window,
    (read) => seen.push(read),
    (count) => spared.push(count),
  );
  return { seen, spared, document, timers, location };
}
function clicked(target: FakeElement, isTrusted = true, page = PAGE): Props[] {
  const { seen, document } = watch(page);
  document.dispatchEvent(click(target, isTrusted));
  return seen.map((read) => read());
}

test('what is told of a click is what was there at the click, whatever the page does with it then', () => {
  const { seen, document, location } = watch();
  const parts = { href: '/cups/1', text: 'See cup' };
  const link = element('a', parts, { text: parts.text });
  document.dispatchEvent(click(link));
  link.attributes.href = '/orders/jane';
  link.childNodes = [{ nodeType: 3, nodeValue: 'Hello Jane Doe' }];
  location.href = 'https://shop.example/account';
  expect(seen.map((read) => read())).toEqual([
    { tag: 'a', text: 'See cup', href: 'https://shop.example/cups/1' },
  ]);
});

test('a click is its tag, its own text and where it leads, without query and fragment', () => {
  const link = element('a', { href: '../order/991234?mail=a@b.c#x' }, { text: ' See \n order ' });
  expect(clicked(element('span', {}, { parent: link }))).toEqual([
    { tag: 'a', text: 'See order', href: 'https://shop.example/order/:id' },
  ]);
  expect(clicked(element('a', { href: 'https://other.example/f.pdf', download: '' }))).toEqual([
    { tag: 'a', href: 'https://other.example/f.pdf', outbound: true, download: true },
  ]);
});

test.each(['/f/Price-List.PDF', '/a.zip?v=1', 'song.mp3'])('what is no page is a download: %s', (href) => {
  expect(clicked(element('a', { href }))[0]).toMatchObject({ download: true });
});

test.each(['/pdf', '/a.html', '/a.jpg', '/zip/', '/?file=a.pdf'])('a page is none: %s', (href) => {
  expect(clicked(element('a', { href }))[0]).not.toHaveProperty('download');
});

test('no text is taken on the way to an account or a checkout, nor there', () => {
  const hello = element('a', { href: '/en/account?tab=1' }, { text: 'Hello Jane Doe' });
  expect(clicked(hello)).toEqual([{ tag: 'a', href: 'https://shop.example/en/account' }]);
  const deliver = element('button', {}, { text: 'Deliver to Jane Doe' });
  expect(clicked(deliver, true, 'https://shop.example/checkout/address')).toEqual([{ tag: 'button' }]);
});

test('clicks that follow each other on the same thing are one, those on another are not', () => {
  const { seen, document } = watch();
  const [one, other] = [element('button'), element('button')];
  for (const target of [one, one, one, other, one]) document.dispatchEvent(click(target));
  expect(seen).toHaveLength(3);
});

test('of a storm of clicks a hundred are taken, and the rest is counted and told of once', () => {
  const { seen, spared, document, timers } = watch();
  for (let n = 0; n < 130; n++) document.dispatchEvent(click(element('button')));
  expect(seen.length).toBeGreaterThanOrEqual(100);
  expect(timers).toHaveLength(1);
  timers[0]?.();
  expect(spared).toEqual([130 - seen.length]);
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

test.each([
  { 'data-private': '' },
  { class: 'ph-no-capture' },
  { 'data-sayso-ignore': '' },
  { 'data-sayso-mask': '' },
  { class: 'a sayso-ignore' },
  { contenteditable: '' },
])('nothing inside %j is captured, however deep', (attributes) => {
  const region = element('section', attributes);
  const button = element('button', {}, { text: 'Secret', parent: element('div', {}, { parent: region }) });
  expect(clicked(element('span', {}, { parent: button }))).toEqual([]);
});

test('clicks in the banner, clicks that no person made and clicks on anything else are none', () => {
  expect(clicked(element('button', {}, { parent: element('sayso-banner') }))).toEqual([]);
  expect(clicked(element('button'), false)).toEqual([]);
  expect(clicked(element('input', { type: 'text' }))).toEqual([]);
  expect(clicked(element('div', { role: 'button' }))).toHaveLength(1);
});
