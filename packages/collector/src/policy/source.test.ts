import { expect, test } from 'vitest';
import { readSource } from './source.ts';

const read = (text: string, name = 'policy.json') => readSource(new TextEncoder().encode(text), name);
const givenBy = (text: string, name?: string): unknown => {
  const source = read(text, name);
  return 'errors' in source ? source.errors : source.given;
};

test('JSON and YAML say the same', () => {
  const json = '{"regimes": {"default": "opt-in", "NO": "opt-in"}, "ask": {"grantedDays": 180}}';
  const yaml = 'regimes:\n  default: opt-in\n  NO: opt-in # Norway\nask: { grantedDays: 180 }\n';
  expect(givenBy(yaml, 'policy.yaml')).toEqual(JSON.parse(json));
  expect(givenBy(json)).toEqual(JSON.parse(json));
  expect(givenBy(yaml, '-')).toEqual(givenBy(json, '-'));
});

test('a part is found again by its line', () => {
  const text = '{\n\t"purposes": [\n\t\t{"id": "a"},\n\t\t{\n\t\t\t"id": "b"\n\t\t}\n\t]\n}';
  const source = read(text);
  expect('lineOf' in source && ['purposes[1].id', 'purposes[1].events', 'ask'].map(source.lineOf)).toEqual([
    5, 4, 1,
  ]);
});

test.each<[string, string, string, object]>([
  ['a field twice', '{"a": 1,\n "b": 2,\n "a": 3}', 'p.json', { message: /twice/, line: 3 }],
  ['a field twice, once in escapes', '{"a": 1, "\\u0061": 3}', 'p.json', { message: /twice/, line: 1 }],
  ['a field twice in YAML', 'a: 1\na: 2', 'p.yml', { message: /twice/, line: 2 }],
  ['half a file', 'a: [1', 'p.yml', { message: /./, line: 1 }],
  ['a type of its own', 'a: !evil 1', 'p.yml', { message: /tag/, line: 1 }],
  ['a comma too many', '{"a": 1,\n}', 'p.json', { message: /^is not JSON: look at line 2$/ }],
  ['nothing', '', 'p.json', { message: /^is not JSON: it is empty$/ }],
  ['100 lists in lists', `{"a": ${'['.repeat(100)}${']'.repeat(100)}}`, 'p.json', { message: /deeply/ }],
  ['20,000 lists in lists', '['.repeat(20_000) + ']'.repeat(20_000), 'p.json', { message: /deeply/ }],
  [
    '20,000 lists in lists, in YAML',
    '['.repeat(20_000) + ']'.repeat(20_000),
    'p.yaml',
    { message: /deeply/ },
  ],
  ['20,000 lists in lists, by hyphens', `a:\n  ${'- '.repeat(20_000)}x`, 'p.yaml', { message: /deeply/ }],
  ['20,000 keys of keys', `${'? '.repeat(20_000)}x`, 'p.yaml', { message: /deeply/ }],
  [
    '300 steps of indentation',
    Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    'p.yaml',
    { message: /deeply/ },
  ],
  ['more than 64 KiB', `{"a": "${'x'.repeat(65_536)}"}`, 'p.json', { message: /at most 65536/ }],
])('%s is refused with its place', (_name, text, name, { message, ...place }: { message?: RegExp }) => {
  const [error] = givenBy(text, name) as { message: string }[];
  expect(error).toMatchObject(place);
  expect(error?.message).toMatch(message ?? /./);
});

test('a short YAML file can not grow into a large one', () => {
  const bomb = Array.from({ length: 9 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1},`.repeat(i ? 9 : 0)}x]`);
  expect(givenBy(bomb.join('\n'), 'p.yaml')).toEqual([{ path: '', message: expect.any(String) }]);
});

test('bytes that are no UTF-8 are refused', () =>
  expect(readSource(new Uint8Array([0x7b, 0xff, 0x7d]), 'p.json')).toEqual({
    errors: [{ path: '', message: 'is not UTF-8' }],
  }));

test('a field named __proto__ stays a field, for the policy check to refuse', () => {
  for (const name of ['p.json', 'p.yaml']) {
    const given = givenBy('{"__proto__": {"a": 1}}', name) as object;
    expect(Object.hasOwn(given, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(given)).toBe(Object.prototype);
  }
});
