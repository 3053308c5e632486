import { readFileSync } from 'node:fs';

/** This program's version. `package.json` is beside `src` as beside `dist`. */
export function version(): string {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(file) as { version: unknown }).version);
}
