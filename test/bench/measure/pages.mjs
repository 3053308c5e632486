// The pages that are loaded: an empty one and the demo store's, each with the script tag and without, and with peers.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { createStorefront } from '../../../examples/storefront/server.mjs';
import { peers } from './peers.mjs';

const TAG = /<script async src="[^"]*\/s\/demo\.js"[^>]*><\/script>/;
const REFUSE = 'sayso-banner [data-action=reject-all]';
const empty = (head) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><link rel="icon" href="data:,">${head}<body><p>Nothing.</p></body></html>`;
const typeOf = (path) => (path.endsWith('.css') ? 'text/css' : 'text/javascript');
const packed = promisify(brotliCompress);

/** The pages by name, on free ports. `asks` selects the button that refuses; `against` is the page without. */
export async function openPages(collector) {
  const heads = {
    '/': '',
    '/sayso': `<script async src="${collector}/s/demo.js"></script>`,
    ...Object.fromEntries(peers.map(({ head }, i) => [`/peer-${i}`, head])),
  };
  const files = new Map();
  for (const [path, body] of peers.flatMap(({ files }) => Object.entries(files)))
    files.set(path, await packed(body));
  const store = createStorefront({ collector });
  const without = createServer((request, response) => {
    const end = response.end.bind(response);
    response.end = (body, ...more) => end(typeof body === 'string' ? body.replace(TAG, '') : body, ...more);
    store.emit('request', request, response);
  });
  const plain = createServer(({ url }, response) => {
    const file = files.get(url);
    response.writeHead(200, {
      'content-type': `${file ? typeOf(url) : 'text/html'}; charset=utf-8`,
      ...(file && { 'content-encoding': 'br' }),
    });
    response.end(file ?? empty(heads[url] ?? ''));
  });
  const servers = [store, without, plain];
  const [withUrl, withoutUrl, plainUrl] = await Promise.all(servers.map(listen));
  const html = await Promise.all([withUrl, withoutUrl].map(async (url) => (await fetch(url)).text()));
  if (!TAG.test(html[0] ?? '') || TAG.test(html[1] ?? '')) throw new Error('the script tag was not found');
  return {
    pages: [
      { name: 'empty page', url: `${plainUrl}/`, asks: null },
      { name: 'with Sayso', url: `${plainUrl}/sayso`, asks: REFUSE, against: 0 },
      ...peers.map(({ name, refuses }, i) => ({
        name: `with ${name}`,
        url: `${plainUrl}/peer-${i}`,
        asks: refuses,
        against: 0,
      })),
      { name: 'store', url: `${withoutUrl}/`, asks: null },
      { name: 'store with Sayso', url: `${withUrl}/`, asks: REFUSE, against: 2 + peers.length },
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
