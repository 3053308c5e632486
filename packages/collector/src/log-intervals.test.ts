import { expect, test } from 'vitest';
import { parseLogIntervals } from './log-intervals.ts';

const read = (...list: string[]): string => {
  const parsed = parseLogIntervals(list);
  return 'wrong' in parsed ? `wrong ${parsed.wrong}` : ['a-shop', 'quiet'].map(parsed.logInterval).join(' ');
};

test('a second for each site, or what was said for all or for one', () => {
  expect(read()).toBe('1 1');
  expect(read('60')).toBe('60 60');
  expect(read('quiet=3600')).toBe('1 3600');
  expect(read('quiet=3600', '5')).toBe('5 3600');
});

test.each(['0', '3601', '-1', '1.5', 'often', 'quiet=0', 'quiet=', 'Quiet=5', '=5', 'a=b=5', ''])(
  '%j is none: from 1 second to an hour',
  (entry) => {
    expect(read(entry)).toBe(`wrong ${entry}`);
  },
);
