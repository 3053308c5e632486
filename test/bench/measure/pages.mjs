// The pages that are loaded: an empty one and the demo store's, each with the script tag and without.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createStorefront } from '../../../examples/storefront/server.mjs';

const TAG = /<script async src="[^"]*\/s\/demo\.js"[^>]*><\/script>/;
const REFUSE = 'sayso-banner [data-action=reject-all]';
const empty = (tag) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><link rel="icon" href="data:,">${tag}<body><p>Nothing.</p></body></html>`;

/** The pages by name, on free ports. */
export async function openPages(collector) {
  const store = createStorefront({ collector });
  const without = createServer((request, response) => {
    const end = response.end.bind(response);
    response.end = (body, ...more) => end(typeof body === 'string' ? body.replace(TAG, '') : body, ...more);
    store.emit('request', request, response);
  });
  const plain = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      empty(request.url === '/with' ? `<script async src="${collector}/s/demo.js"></script>` : ''),
    );
  });
  const servers = [store, without, plain];
  const [withUrl, withoutUrl, plainUrl] = await Promise.all(servers.map(listen));
  const html = await Promise.all([withUrl, withoutUrl].map(async (url) => (await fetch(url)).text()));
  if (!TAG.test(html[0] ?? '') || TAG.test(html[1] ?? '')) throw new Error('the script tag was not found');
  return {
    pages: [
      { name: 'empty page', url: `${plainUrl}/`, asks: null },
      { name: 'empty page with Sayso', url: `${plainUrl}/with`, asks: REFUSE, against: 0 },
      { name: 'store without Sayso', url: `${withoutUrl}/`, asks: null },
      { name: 'store with Sayso', url: `${withUrl}/`, asks: REFUSE, against: 2 },
    ],
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}
