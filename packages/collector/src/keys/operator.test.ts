import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { operatorKey } from './operator.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sayso-keys-'));
});
afterEach(() => rmSync(data, { recursive: true }));

const given = (content: string | Buffer): string => {
  const path = join(data, 'given.key');
  writeFileSync(path, content);
  return path;
};

test('the first start makes a key that only its owner may read; the next start finds it', () => {
  const first = operatorKey({ data, mayMake: true });
  const path = join(data, 'operator.key');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'latin1')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(readdirSync(data)).toEqual(['operator.key']);
  expect(operatorKey({ data, mayMake: true }).sub('wrap')).toEqual(first.sub('wrap'));
});

test('the keys for each use differ from each other and from the operator’s own', () => {
  const key = operatorKey({ data, mayMake: true });
  const own = readFileSync(join(data, 'operator.key'), 'latin1').trim();
  const subs = (['wrap', 'event-id', 'proof'] as const).map((use) => key.sub(use).toString('hex'));
  expect(new Set([...subs, own]).size).toBe(4);
  expect(subs.every((sub) => sub.length === 64)).toBe(true);
});

test('a given key may be hex, base64 or 32 raw bytes, and is the same key in each form', () => {
  const key = randomBytes(32);
  const forms = [key.toString('hex'), `${key.toString('base64')}\n`, key.toString('base64url'), key];
  const subs = forms.map((form) => operatorKey({ data, keyFile: given(form), mayMake: false }).sub('wrap'));
  for (const sub of subs) expect(sub).toEqual(subs[0]);
  expect(readdirSync(data)).toEqual(['given.key']);
});

test.each([
  ['empty', ''],
  ['too short', 'abcdef'],
  ['31 bytes', randomBytes(31).toString('hex')],
  ['33 bytes', randomBytes(33).toString('base64')],
  ['words', 'x'.repeat(64)],
])('a key file that is %s is refused, and what is in it is not repeated', (_, content) => {
  const keyFile = given(content);
  expect(() => operatorKey({ data, keyFile, mayMake: true })).toThrow(
    /given\.key.*32 bytes, as hex or base64/,
  );
});

test('a given key that is missing is not made up', () => {
  const keyFile = join(data, 'nowhere.key');
  expect(() => operatorKey({ data, keyFile, mayMake: true })).toThrow(/nowhere\.key is missing/);
  expect(readdirSync(data)).toEqual([]);
});

test('a command may print the key, in each form; one that fails is told with its exit code, never with what it printed', () => {
  const key = randomBytes(32).toString('hex');
  const of = (keyCommand: string) => () => operatorKey({ data, keyCommand, mayMake: true });
  const sub = operatorKey({ data, keyFile: given(key), mayMake: false }).sub('wrap');
  expect(of(`echo ${key}`)().sub('wrap')).toEqual(sub);
  expect(of(`cat ${given(Buffer.from(key, 'hex'))}`)().sub('wrap')).toEqual(sub);
  expect(of(`echo ${key}; exit 3`)).toThrow(
    /^The command that is to print the operator's key failed: exit code 3\.$/,
  );
  expect(of('true')).toThrow(
    /^What the command prints does not hold an operator's key: 32 bytes, as hex or base64\.$/,
  );
  expect(readdirSync(data)).toEqual(['given.key']);
});

test('a lost key is not replaced where something was sealed with it', () => {
  expect(() => operatorKey({ data, mayMake: false })).toThrow(/operator\.key is missing.*cannot be read/);
  expect(readdirSync(data)).toEqual([]);
});
