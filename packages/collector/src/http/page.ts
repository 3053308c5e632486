import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Request } from './context.ts';

type Html = ReturnType<typeof html>;

const STYLE = `:root{color-scheme:light dark;font:17px/1.55 system-ui,sans-serif}
body{margin:0 auto;padding:8vh 1.25rem 4rem;max-width:38rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
p{margin:.5rem 0}
a{color:inherit}
button{font:inherit;padding:.7rem 1.4rem;min-height:44px;border:2px solid;border-radius:.5rem;background:CanvasText;color:Canvas;cursor:pointer}
dl{display:grid;grid-template-columns:1fr 1fr 1fr;gap:.75rem;margin:1.5rem 0}
dl div{border:1px solid color-mix(in srgb,CanvasText 25%,transparent);border-radius:.5rem;padding:.75rem 1rem}
dt{font-size:.85rem}dd{margin:0;font-size:1.6rem;font-variant-numeric:tabular-nums}
li{margin:.35rem 0}`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * A page of the collector's own, framed nowhere: no script but the one given, or `module`, which is the address of
 * one of its own.
 */
export function page(
  c: Request,
  {
    title,
    body,
    lang = 'en',
    script,
    module,
  }: { title: string; body: Html | Promise<Html>; lang?: string; script?: string; module?: string },
): Response | Promise<Response> {
  c.header(
    'content-security-policy',
    [
      "default-src 'none'",
      `style-src ${hash(STYLE)}`,
      ...(script ? [`script-src ${hash(script)}`, "connect-src 'self'"] : []),
      ...(module ? ["script-src 'self'", "connect-src 'self'", "require-trusted-types-for 'script'"] : []),
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  );
  return c.html(html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>${body}</main>
${module ? html`<script type="module" src="${module}"></script>` : ''}
${script ? html`<script>${raw(script)}</script>` : ''}
</body>
</html>`);
}
