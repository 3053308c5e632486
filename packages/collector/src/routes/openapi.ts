import { readFileSync } from 'node:fs';
import type { Request } from '../http/context.ts';
import { openApi } from '../openapi/document.ts';

let text: string | undefined;

/** `GET /openapi.json`: made when it is first asked for. */
export function getOpenApi(c: Request): Response {
  text ??= JSON.stringify(openApi(version()));
  return c.body(text, 200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' });
}

/** Beside `src` as beside `dist`. */
function version(): string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(file) as { version: unknown }).version);
}
