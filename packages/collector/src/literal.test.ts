import { expect, test } from 'vitest';
import { literal } from './literal.ts';

const read = (code: string): unknown => new Function(`return ${code}`)();

test.each([
  [{ a: 1, 'b-c': [true, false, null, -0.5], ü: '', '1': { class: 'x' } }],
  ['</script><!-- \u2028 \u2029 "\\ $& ` é'],
  [{ '</script>': '</script>' }],
  [[]],
  [{}],
])('what is written as an expression is read as the same value: %j', (value) => {
  expect(read(literal(value))).toEqual(value);
  expect(literal(value)).not.toMatch(/[<\u2028\u2029]/);
});

test('a field named __proto__ is a field, not the prototype', () => {
  const value = read(literal(JSON.parse('{"__proto__":{"polluted":true}}')));
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value as object)).toEqual(['__proto__']);
});

test('a field that is not there is left out, as in JSON', () => {
  expect(literal({ a: undefined, b: 1 })).toBe('{b:1}');
});
