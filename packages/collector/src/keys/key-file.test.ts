import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOrMake } from './key-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-key-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what is there is never replaced', () => {
  const path = join(folder, 'a.key');
  expect(readOrMake(path, () => 'first')).toBe('first');
  expect(readOrMake(path, () => 'second')).toBe('first');
});

test('of two makers at the same moment both get the key of one', () => {
  const path = join(folder, 'a.key');
  let winner = '';
  const mine = readOrMake(path, () => {
    winner = readOrMake(path, () => 'the other start');
    return 'this start';
  });
  expect([mine, winner, readFileSync(path, 'utf8')]).toEqual(Array(3).fill('the other start'));
  expect(readdirSync(folder)).toEqual(['a.key']);
});
