// The two pages, with nothing, with Sayso's script tag, and with each tracker; each variant is an origin of its own.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { createStorefront } from '../../../../examples/storefront/server.mjs';
import { bundleOf } from './bundle.mjs';
import { largePage } from './large-page.mjs';
import { trackers } from './list.mjs';
import { createStandIn } from './stand-in.mjs';

const TAG = /<script async src="[^"]*\/s\/demo\.js"[^>]*><\/script>/;

/** Puts an attribute onto each link and button, as the documents of some trackers ask for. */
const dressed = (html, [name, value] = []) =>
  name
    ? html.replace(/<(a|button)\b([^>]*)>/g, (_, tag, rest) =>
        rest.includes(` ${name}="`)
          ? `<${tag}${rest.replace(` ${name}="`, ` ${name}="${value} `)}>`
          : `<${tag} ${name}="${value}"${rest}>`,
      )
    : html;

async function open(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

/** A server of both pages: what `headOf` says in place of the script tag, and what lies at `/t/`. */
function variant(store, headOf, dress, files) {
  return createServer((request, response) => {
    const head = headOf();
    const file = files.get(request.url?.replace('/t/', ''));
    if (file) {
      response.writeHead(200, { 'content-type': 'text/javascript', 'content-encoding': 'br' }).end(file);
    } else if (request.url === '/large') {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(dressed(largePage(head), dress));
    } else {
      const end = response.end.bind(response);
      response.end = (body) =>
        end(typeof body === 'string' && TAG.test(body) ? dressed(body.replace(TAG, head), dress) : body);
      store.emit('request', request, response);
    }
  });
}

/**
 * The variants, the first with nothing, the second with Sayso, whose collector `start` starts for an origin. Of each: its
 * `url`, `track`, which makes one event in the page, and `countOf('page' | 'click' | 'search')`, what its collector has of
 * these so far; of Sayso's that is all there is.
 */
export async function openVariants(start) {
  const store = createStorefront();
  const { server: standIn, countOf } = createStandIn();
  const to = await open(standIn);
  const servers = [standIn];
  const add = async (headOf, dress, files = new Map()) => {
    const server = variant(store, headOf, dress, files);
    servers.push(server);
    return open(server);
  };
  let collector;
  const sayso = await add(() => `<script async src="${collector.url}/s/demo.js"></script>`);
  collector = await start(sayso);
  const variants = [
    { name: 'nothing', url: await add(() => ''), track: '() => {}', countOf: () => Number.NaN },
    {
      name: 'Sayso with its banner',
      url: sayso,
      asks: 'sayso-banner [data-action=accept-all]',
      track: `(props) => sayso.track('search', props)`,
      countOf: async () => (await (await fetch(`${collector.url}/counts`)).json()).accepted,
    },
  ];
  for (const tracker of trackers) {
    const made = await bundleOf(tracker.id);
    const files = new Map([...made].map(([path, code]) => [path, brotliCompressSync(code)]));
    const head = `<script>standIn="${to}"</script><script type="module" async src="/t/entry.js"></script>`;
    variants.push({
      name: tracker.name,
      url: await add(() => head, tracker.dress, files),
      track: 'trackOnce',
      countOf: (kind) => countOf(tracker.id, tracker[kind] ?? kind),
    });
  }
  return {
    variants,
    async close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
      await collector.stop();
    },
  };
}
