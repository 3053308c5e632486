export type Schema = { [keyword: string]: unknown };

/** The words of JSON Schema (2020-12) that the file uses; an unknown one fails, so that none is passed over. */
export function problems(rule: Schema, value: unknown, path = ''): string[] {
  const found: string[] = [];
  const expect = (fine: boolean, what: string): void => {
    if (!fine) found.push(`${path}: ${what}`);
  };
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  const known = (rule.properties ?? {}) as Record<string, Schema>;
  const checks: Record<string, (said: never) => void> = {
    type: (types: string | string[]) =>
      expect(
        [types].flat().some((type) => isOf(type, value)),
        `${types}`,
      ),
    format: (format: string) =>
      expect(format === 'date-time' && !Number.isNaN(Date.parse(String(value))), format),
    enum: (words: unknown[]) => expect(words.includes(value), 'enum'),
    const: (word: unknown) => expect(word === value, 'const'),
    not: (other: Schema) => expect(problems(other, value).length > 0, 'not'),
    pattern: (text: string) =>
      expect(typeof value !== 'string' || new RegExp(text, 'u').test(value), 'pattern'),
    minLength: (n: number) => expect(typeof value !== 'string' || value.length >= n, 'minLength'),
    maxLength: (n: number) => expect(typeof value !== 'string' || value.length <= n, 'maxLength'),
    minimum: (n: number) => expect(typeof value !== 'number' || value >= n, 'minimum'),
    exclusiveMinimum: (n: number) => expect(typeof value !== 'number' || value > n, 'exclusiveMinimum'),
    maximum: (n: number) => expect(typeof value !== 'number' || value <= n, 'maximum'),
    minItems: (n: number) => expect(!Array.isArray(value) || value.length >= n, 'minItems'),
    maxItems: (n: number) => expect(!Array.isArray(value) || value.length <= n, 'maxItems'),
    uniqueItems: () => expect(!Array.isArray(value) || new Set(value).size === value.length, 'uniqueItems'),
    minProperties: (n: number) => expect(!isObject || entries.length >= n, 'minProperties'),
    maxProperties: (n: number) => expect(!isObject || entries.length <= n, 'maxProperties'),
    required: (names: string[]) =>
      expect(!isObject || names.every((name) => entries.some(([key]) => key === name)), `required ${names}`),
    anyOf: (some: Schema[]) =>
      expect(
        some.some((one) => !problems(one, value).length),
        'anyOf',
      ),
    items: (item: Schema) => {
      for (const [i, v] of Array.isArray(value) ? value.entries() : []) {
        found.push(...problems(item, v, `${path}[${i}]`));
      }
    },
    propertyNames: (name: Schema) => {
      for (const [key] of entries) found.push(...problems(name, key, `${path}.${key}`));
    },
    properties: () => {
      for (const [key, v] of entries) {
        if (Object.hasOwn(known, key)) found.push(...problems(known[key] ?? {}, v, `${path}.${key}`));
      }
    },
    additionalProperties: (other: Schema | false) => {
      for (const [key, v] of entries.filter(([name]) => !Object.hasOwn(known, name))) {
        if (other === false) expect(false, `unknown ${key}`);
        else found.push(...problems(other, v, `${path}.${key}`));
      }
    },
  };
  for (const [word, said] of Object.entries(rule)) {
    if (['$schema', 'title', 'description', 'default'].includes(word)) continue;
    const check = checks[word];
    if (!check) throw new Error(`unknown word ${word} in the schema`);
    check(said as never);
  }
  return found;
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}
