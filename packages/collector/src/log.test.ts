import { expect, test } from 'vitest';
import { createLog, type LogFields } from './log.ts';

const logged = (use: (log: ReturnType<typeof createLog>) => void): string[] => {
  const lines: string[] = [];
  use(
    createLog(
      (line) => lines.push(line),
      () => Date.UTC(2026, 10, 20),
    ),
  );
  return lines;
};

test('a line is one object of JSON with level, time and message', () =>
  expect(logged((log) => log.warn('slow', { code: 'slow', ms: 7 })).map((line) => JSON.parse(line))).toEqual([
    { level: 'warn', time: '2026-11-20T00:00:00.000Z', msg: 'slow', code: 'slow', ms: 7 },
  ]));

test('a field that the list does not have is not written, whoever hands it in', () => {
  const fields = { code: 'x', ip: '203.0.113.7', subject: 'secret', url: '/?q=me' } as LogFields;
  expect(logged((log) => log.info('a', fields)).join()).not.toMatch(/203|secret|q=me/);
});

test('an unexpected error is told by kind and place, never by its message', () => {
  const [line = ''] = logged((log) =>
    log.unexpected(new TypeError('bad value jane@shop.example\n    at the visitor:1:1'), {
      route: '/v1/:site/me',
    }),
  );
  expect(line).not.toMatch(/jane|visitor/);
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    code: 'internal',
    error: 'TypeError',
    route: '/v1/:site/me',
    at: expect.arrayContaining([expect.stringMatching(/log\.test\.ts/)]),
  });
});

test('a line break in a message does not make a second line', () =>
  expect(logged((log) => log.info('a\nb'))[0]).not.toContain('\n'));
