import { expect, test } from 'vitest';
import { formatBundle, MAX_ENTRY_BYTES, parseBundle } from './bundle.ts';

test('entries come back as they went in, the longest too', () => {
  const entries = [new Uint8Array(), Uint8Array.of(1, 2), new Uint8Array(MAX_ENTRY_BYTES).fill(7)];
  expect(parseBundle(formatBundle(entries))).toEqual(entries);
  expect(parseBundle(new Uint8Array())).toEqual([]);
});

test('an entry that is too long is refused', () => {
  expect(() => formatBundle([new Uint8Array(MAX_ENTRY_BYTES + 1)])).toThrow('65536 bytes');
});

test('bytes that end inside a length or an entry are no bundle', () => {
  const bytes = formatBundle([Uint8Array.of(1, 2, 3)]);
  for (const end of [1, 2, 4]) expect(parseBundle(bytes.slice(0, end))).toBeNull();
});
