import type { Request } from '../http/context.ts';
import { openApi } from '../openapi/document.ts';
import { version } from '../version.ts';

let text: string | undefined;

/** `GET /openapi.json`: made when it is first asked for. */
export function getOpenApi(c: Request): Response {
  text ??= JSON.stringify(openApi(version()));
  return c.body(text, 200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' });
}
