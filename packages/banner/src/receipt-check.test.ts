import { expect, test } from 'vitest';
import type { Checked } from './log-check.ts';
import { checkLines } from './receipt-check.ts';
import { LOCALES, loadText } from './texts.ts';

const payload = { receivedAt: '2026-11-20T12:00:00Z', mmd: 86_400 };
const JWS = `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.x`;

const FOUND: [Checked['log'], sign: string, english: RegExp][] = [
  [{ is: 'in', origin: 'shop.example/shop', index: 16, size: 230 }, '✓', /in the public log: .*17\/230/],
  [{ is: 'not-yet', late: false }, '⏳', /not in the public log yet; .* by November 21, 2026/],
  [{ is: 'not-yet', late: true }, '✗', /promise was broken/],
  [{ is: 'wrong', why: 'history' }, '✗', /not right/],
  [{ is: 'unknown' }, '?', /could not be found out/],
];

test.each(FOUND)('where a receipt is in the log is said in words: %j', async (log, sign, english) => {
  const said = new Set<string>();
  for (const locale of LOCALES) {
    const own = (await loadText(locale))?.preferences;
    if (!own) throw new Error(locale);
    const [[signed], [place, text]] = checkLines({ signature: 'right', log }, JWS, { locale, own }) as [
      [string],
      [string, string],
    ];
    // A log that is wrong says nothing against a signature that is right.
    expect([signed, place], locale).toEqual(['✓', sign]);
    expect(text, locale).not.toMatch(/\{\}|Invalid/);
    if (log.is === 'in') expect(text, locale).toContain('\u2066shop.example/shop 17/230\u2069');
    if (locale === 'en') expect(text).toMatch(english);
    said.add(text);
  }
  expect(said.size).toBe(LOCALES.length);
});

test('a signature is right, wrong, or was not checked', async () => {
  const own = (await loadText('en'))?.preferences;
  if (!own) throw new Error('no English');
  const says = (signature: Checked['signature']) =>
    checkLines({ signature, log: { is: 'unknown' } }, JWS, { locale: 'en', own })[0];
  expect(says('right')).toEqual(['✓', expect.stringContaining('on November 20, 2026')]);
  expect(says('wrong')).toEqual(['✗', own.checkWrong]);
  expect(says('unable')).toEqual(['?', own.checkUnable]);
  expect(says('unknown')).toEqual(['?', own.failed]);
});
