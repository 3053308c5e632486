import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBundles } from './bundles.ts';

test('the built files are found beside the entries of their packages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-bundles-'));
  const resolve = (name: string): string => join(folder, name, 'dist', 'index.js');
  try {
    expect(() => readBundles(resolve)).toThrow(/^@sayso\/sdk is not built.*npm run build/);
    for (const [name, file] of [
      ['@sayso/sdk', 'script.js'],
      ['@sayso/sdk', 'capture.bundle.js'],
      ['@sayso/banner', 'preferences.bundle.js'],
    ] as const) {
      mkdirSync(join(folder, name, 'dist'), { recursive: true });
      writeFileSync(join(folder, name, 'dist', file), `/* ${file} */`);
    }
    expect(readBundles(resolve)).toEqual({
      script: '/* script.js */',
      assets: { capture: '/* capture.bundle.js */', preferences: '/* preferences.bundle.js */' },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
