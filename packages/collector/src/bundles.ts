import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Bundles } from './script.ts';

/** Reads the built files of the packages beside this one. Throws, with what to do, if they are not built. */
export function readBundles(resolve: (name: string) => string = fromHere): Bundles {
  return {
    script: read(resolve, '@sayso/sdk', 'script.js'),
    assets: {
      ...assetsOf(resolve, '@sayso/sdk', 'capture'),
      ...assetsOf(resolve, '@sayso/banner', 'preferences'),
    },
  };
}

const BUNDLE = '.bundle.js';
const fromHere: (name: string) => string = createRequire(import.meta.url).resolve;

/** Every `dist/{name}.bundle.js` of a package, by name. One that must be there tells whether it is built. */
function assetsOf(resolve: typeof fromHere, name: string, needed: string): Record<string, string> {
  read(resolve, name, `${needed}${BUNDLE}`);
  const files = readdirSync(dirname(resolve(name))).filter((file) => file.endsWith(BUNDLE));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(0, -BUNDLE.length), read(resolve, name, file)]),
  );
}

function read(resolve: (name: string) => string, name: string, file: string): string {
  try {
    const path = join(dirname(resolve(name)), file);
    if (existsSync(path)) return readFileSync(path, 'utf8');
  } catch {
    // Not built at all: there is no entry to resolve.
  }
  throw new Error(`${name} is not built (dist/${file} is missing). Run \`npm run build\` first.`);
}
