import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openKept } from './kept.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('no statement and no connection is ever garbage, not even a closed one’s', async () => {
  const refs = (() => {
    const db = openKept(':memory:', {});
    const made = [new WeakRef(db), new WeakRef(db.prepare('SELECT 1'))];
    db.close();
    return made;
  })();
  const garbage = new WeakRef({});
  // What a WeakRef was made of in a task lives to its end.
  await new Promise((turn) => setTimeout(turn));
  collect();
  expect(garbage.deref()).toBeUndefined();
  expect(refs.map((ref) => typeof ref.deref())).toEqual(['object', 'object']);
});

test('a pragma answers as the library’s own does, however often it is asked', () => {
  const db = openKept(':memory:', {});
  for (let i = 0; i < 3; i++) {
    expect(db.pragma('user_version', { simple: true })).toBe(i);
    expect(db.pragma('user_version')).toEqual([{ user_version: i }]);
    expect(db.pragma(`user_version = ${i + 1}`)).toEqual([]);
  }
  expect(() => db.pragma('user_version = (')).toThrow(/syntax error/);
  db.close();
});
