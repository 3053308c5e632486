// A page in React, rendered by a server: `node server.mjs`. STORE_PORT is its port (8090), COLLECTOR the collector's address.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createElement, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { build } from './build.mjs';

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The document: what the server knows of the visitor is nothing, so it is the same for everyone. */
function documentOf(Page, { collector, site, region }) {
  const page = renderToString(createElement(StrictMode, {}, createElement(Page)));
  const data = `data-collector="${escaped(collector)}" data-site="${escaped(site)}" data-region="${escaped(region)}"`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Fernwood in React</title>
<div id="root" ${data}>${page}</div>
<script type="module" src="/client/client.js"></script>
</html>`;
}

/** A server of the page, not yet listening. `region`: a code such as `DE` or `US-CA`, where the visitor seems to be. */
export async function createReactStore({
  collector = 'http://127.0.0.1:8787',
  site = 'demo',
  region = 'DE',
} = {}) {
  await build();
  const { Page } = await import(new URL('dist/server/page.js', import.meta.url).href);
  return createServer(async (request, response) => {
    const [, file] = /^\/client\/([\w.-]+\.js)$/.exec(request.url ?? '') ?? [];
    try {
      const body = file
        ? await readFile(new URL(`dist/client/${file}`, import.meta.url))
        : documentOf(Page, { collector, site, region });
      response.writeHead(200, { 'content-type': file ? 'text/javascript' : 'text/html; charset=utf-8' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { STORE_PORT = '8090', COLLECTOR } = process.env;
  const store = await createReactStore(COLLECTOR ? { collector: COLLECTOR } : {});
  store.listen(Number(STORE_PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${STORE_PORT}`));
}
