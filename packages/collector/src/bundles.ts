import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Bundles } from './script.ts';

/** Reads the built files of the packages beside this one. Throws, with what to do, if they are not built. */
export function readBundles(resolve: (name: string) => string = fromHere): Bundles {
  return {
    script: read(resolve, '@sayso/sdk', 'script.js'),
    capture: read(resolve, '@sayso/sdk', 'capture.bundle.js'),
    preferences: read(resolve, '@sayso/banner', 'preferences.bundle.js'),
  };
}

const fromHere = createRequire(import.meta.url).resolve;

function read(resolve: (name: string) => string, name: string, file: string): string {
  try {
    const path = join(dirname(resolve(name)), file);
    if (existsSync(path)) return readFileSync(path, 'utf8');
  } catch {
    // Not built at all: there is no entry to resolve.
  }
  throw new Error(`${name} is not built (dist/${file} is missing). Run \`npm run build\` first.`);
}
