import { describe, expect, test } from 'vitest';
import { preferencesStyle } from './preferences-style.ts';
import { style } from './style.ts';

const luminance = (hex: string): number => {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};
const colours = (rule: string | undefined): Record<string, string> =>
  Object.fromEntries(
    [...(rule ?? '').matchAll(/--(\w):(?:var\(--sayso-\w+,)?(#[0-9a-f]{3,6})/g)].map((m) => [m[1], m[2]]),
  );

const mixed = (a: string, b: string, part: number): string =>
  `#${[1, 3, 5]
    .map((at) => Math.round(channel(a, at) * part + channel(b, at) * (1 - part)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
const channel = (hex: string, at: number): number =>
  Number.parseInt(hex.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3').slice(at, at + 2), 16);
const share = (name: string): number =>
  Number(new RegExp(`--${name}:color-mix\\(in srgb,var\\(--t\\) (\\d+)%,var\\(--p\\)\\)`).exec(style)?.[1]) /
  100;

// `p` paper, `t` text and focus ring, `q` quiet text, `e` edges. The accent is the text's colour, with the paper's on it.
describe.each([
  ['light', colours(style.match(/^&\{.*$/m)?.[0])],
  ['dark', colours(style.match(/dark\)\{.*$/m)?.[0])],
])('in the %s theme', (_theme, { p = '', t = '' }) => {
  test('every text has a contrast of at least 4.5', () => {
    for (const text of [t, mixed(t, p, share('q'))]) expect(contrast(text, p)).toBeGreaterThanOrEqual(4.5);
  });

  test('every edge, switch and focus ring has a contrast of at least 3', () => {
    for (const edge of [t, mixed(t, p, share('e'))]) expect(contrast(edge, p)).toBeGreaterThanOrEqual(3);
  });
});

test('a store’s accent, and nothing else, takes the place of the text’s colour', () => {
  expect(style).toContain('--a:var(--sayso-accent,var(--t));');
  expect(style).toContain('background:var(--a);color:var(--i,var(--p));');
});

test('no rule can be weakened by the store: each declaration ends where `!important` is put', () => {
  for (const css of [style, preferencesStyle]) {
    for (const [, block = ''] of css.matchAll(/\{([^{}]*)\}/g)) expect(block).toMatch(/;$/);
  }
});

test('no rule names the button that agrees or the one that refuses: they can’t be told apart', () => {
  expect(style + preferencesStyle).not.toMatch(/accept-all|reject-all|action=ok/);
});

test('nothing is loaded and nothing moves the page', () => {
  expect(style + preferencesStyle).not.toMatch(/url\(|@import|(^|\})\s*(html|body)/m);
});
