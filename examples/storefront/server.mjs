// The demo storefront: `node server.mjs`. STORE_PORT is its port (8080), COLLECTOR the address of the script tag's collector.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { PICTURES } from './art/index.mjs';
import { withChange, writeLines } from './basket.mjs';
import { categoryOf, productOf } from './catalog.mjs';
import { cartPage, checkoutPage, thanksPage } from './pages/buying.mjs';
import { notFoundPage, privacyPage } from './pages/privacy.mjs';
import { category, home, productPage, savedPage, searchPage } from './pages/products.mjs';
import { visitOf } from './visit.mjs';

/** @typedef {{ status?: number, type?: string, headers?: Record<string, string>, body?: unknown }} Answer */

const FILES = {
  '/store.css': 'text/css; charset=utf-8',
  '/shelf.css': 'text/css; charset=utf-8',
  '/buying.css': 'text/css; charset=utf-8',
  '/store.js': 'text/javascript; charset=utf-8',
  '/favicon.svg': 'image/svg+xml',
};
/** @type {Answer} */
const FAILED = { status: 500, type: 'text/plain; charset=utf-8', body: 'Something went wrong here.' };
const MOST_BYTES = 8_192;
const MOST_ORDERS = 1_000;

/**
 * A server of the store, not yet listening. `collector` is an origin; `csp: 'strict'` sends a policy with a nonce on
 * each page (so does `?csp=strict`).
 * @param {{ collector?: string, site?: string, csp?: 'none' | 'strict' }} [options]
 */
export function createStorefront({ collector = 'http://127.0.0.1:8787', site = 'demo', csp = 'none' } = {}) {
  const orders = new Map();
  return createServer((request, response) => {
    const visit = visitOf(request, { collector, site, csp });
    answer(request, visit, orders)
      .catch(() => FAILED)
      .then(({ status = 200, type = 'text/html; charset=utf-8', headers = {}, body = '' }) => {
        response.writeHead(status, { 'content-type': type, ...safety(visit, type), ...headers });
        response.end(request.method === 'HEAD' ? undefined : String(body));
      });
  });
}

/** @returns {Promise<Answer>} */
async function answer(request, visit, orders) {
  if (request.method === 'POST') return post(visit, await formOf(request), orders);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, headers: { allow: 'GET, POST' } };
  const { path } = visit;
  if (path === '/healthz') return { type: 'text/plain', body: 'ok' };
  const type = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (type)
    return { type, headers: kept, body: readFileSync(new URL(`public${path}`, import.meta.url), 'utf8') };
  const picture = /^\/img\/([a-z-]+)\.svg$/.exec(path)?.[1] ?? '';
  if (Object.hasOwn(PICTURES, picture))
    return { type: 'image/svg+xml', headers: kept, body: PICTURES[picture] };
  const body = pageAt(visit, orders);
  if (typeof body === 'string') return { status: 303, headers: { location: body } };
  return body ? { body } : { status: 404, body: notFoundPage(visit) };
}

const kept = { 'cache-control': 'public, max-age=3600' };

/** The page at this address, an address to go to instead, or nothing. */
function pageAt(visit, orders) {
  const [, categoryId, order] = /^\/c\/([a-z]+)(?:\/(price|name))?$/.exec(visit.path) ?? [];
  if (categoryId) return categoryOf(categoryId) && category(visit, categoryOf(categoryId), order);
  const [, productId] = /^\/p\/([a-z-]+)$/.exec(visit.path) ?? [];
  if (productId) return productOf(productId) && productPage(visit, productOf(productId));
  switch (visit.path) {
    case '/':
      return home(visit);
    case '/search':
      return searchPage(visit);
    case '/saved':
      return savedPage(visit);
    case '/cart':
      return cartPage(visit);
    case '/checkout':
      return visit.cart.length > 0 ? checkoutPage(visit) : visit.to('/cart');
    case '/thank-you':
      return thanksPage(visit, take(orders, visit.query.get('order') ?? ''));
    case '/privacy':
      return privacyPage(visit);
    default:
      return undefined;
  }
}

function take(orders, id) {
  const order = orders.get(id) ?? null;
  orders.delete(id);
  return order;
}

/** What a form does; each ends with an address to go to, so that a reload repeats nothing. */
function post(visit, form, orders) {
  const product = productOf(form.get('id') ?? '');
  const [, name, deed] = /^\/(cart|saved)\/(add|remove)$/.exec(visit.path) ?? [];
  if (name && product) {
    const change = deed === 'add' ? 1 : -1;
    const lines = withChange(
      visit[name],
      product,
      name === 'saved' && deed === 'remove' ? -Infinity : change,
    );
    const cookie = writeLines(
      name,
      name === 'saved' ? lines.map((line) => ({ ...line, quantity: 1 })) : lines,
    );
    const to = name === 'saved' ? `/p/${product.id}` : '/cart';
    return { status: 303, headers: { location: visit.to(to), 'set-cookie': cookie } };
  }
  if (visit.path === '/checkout' && visit.cart.length > 0) {
    const id = `FW-${randomBytes(4).toString('hex').toUpperCase()}`;
    if (orders.size >= MOST_ORDERS) orders.delete(orders.keys().next().value);
    orders.set(id, { id, lines: visit.cart });
    const location = visit.to('/thank-you', { order: id });
    return { status: 303, headers: { location, 'set-cookie': writeLines('cart', []) } };
  }
  return { status: 303, headers: { location: visit.to('/cart') } };
}

async function formOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) return new URLSearchParams();
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** Headers every answer has; the strict ones allow exactly what the store and its one script tag need. */
function safety({ strict, nonce, collector }, type) {
  const always = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
  };
  if (!type.startsWith('text/html')) return always;
  const pages = { ...always, 'cache-control': 'private, no-cache', 'x-frame-options': 'DENY' };
  if (!strict) return pages;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `connect-src 'self' ${collector}`,
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return { ...pages, 'content-security-policy': policy.join('; ') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.STORE_PORT || 8080);
  const server = createStorefront({ collector: process.env.COLLECTOR || 'http://127.0.0.1:8787' });
  server.on('error', (error) => {
    console.error(`The storefront can't listen on port ${port}: ${error.message}`);
    process.exit(1);
  });
  server.listen(port, '127.0.0.1', () => console.log(`storefront http://127.0.0.1:${port}`));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      server.close(() => process.exit(0));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 1_000).unref();
    });
  }
}
