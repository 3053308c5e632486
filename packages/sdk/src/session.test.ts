import { expect, test } from 'vitest';
import { goOn } from './session.ts';

const MINUTE = 60_000;

test('a session goes on for as long as less than half an hour lies between two events', () => {
  let made = 0;
  const make = () => `${++made}`;
  let session = goOn(undefined, 0, make);
  for (let n = 1; n < 10; n++) session = goOn(session, n * 29 * MINUTE, make);
  expect(session).toEqual({ id: '1', last: 9 * 29 * MINUTE });
  expect(goOn(session, session.last + 30 * MINUTE, make).id).toBe('2');
});

test('a clock that was put back begins no session', () => {
  expect(goOn({ id: 'a', last: 90 * MINUTE }, 0, () => 'b').id).toBe('a');
});
