import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('.', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const pixel = read('extensions/sayso-pixel/shopify.extension.toml');
const LIQUID = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.liquid'),
);

test('the app asks for no more than a web pixel needs: no orders, no customers', () => {
  expect(/^scopes = "(.*)"$/m.exec(read('shopify.app.toml'))?.[1]).toBe('write_pixels,read_customer_events');
});

test('the pixel runs in the strict sandbox, is not loaded without leave for analytics, and says all four', () => {
  expect(pixel).toContain('runtime_context = "strict"');
  const [, table = ''] = /\[customer_privacy\]\n([^[]*)/.exec(pixel) ?? [];
  expect(table.trim().split('\n')).toEqual([
    'analytics = true',
    'marketing = false',
    'preferences = false',
    'sale_of_data = "disabled"',
  ]);
});

test('the settings of the manifest are those that the pixel reads', () => {
  const fields = [...pixel.matchAll(/^\[settings\.fields\.(\w+)\]$/gm)].map(([, name]) => name);
  expect(fields).toEqual(['site', 'collector', 'storefront', 'withoutChoice']);
});

test('nothing of the store is written into a page as it is: each value is JSON or escaped', () => {
  expect(LIQUID.length).toBeGreaterThan(3);
  let values = 0;
  for (const path of LIQUID) {
    for (const [all, value = ''] of read(path).matchAll(/\{\{-?\s*(.*?)\s*-?\}\}/gs)) {
      // Shopify's own attributes for its editor.
      if (value === 'block.shopify_attributes') continue;
      values++;
      expect(value, `${path}: ${all}`).toMatch(/\| (escape|json)$/);
    }
  }
  expect(values).toBeGreaterThan(12);
});

test('each block has a schema that is JSON, and a name that Shopify’s editor can show', () => {
  for (const path of LIQUID.filter((one) => one.includes('blocks'))) {
    const [, text = ''] = /\{% schema %\}(.*)\{% endschema %\}/s.exec(read(path)) ?? [];
    const schema = JSON.parse(text) as { name: string; target: string };
    expect(schema.name.length, path).toBeLessThanOrEqual(25);
    expect(['head', 'section']).toContain(schema.target);
  }
});
