// What is known of one request, and how its pages link to each other.
import { randomBytes } from 'node:crypto';
import { countOf, readLines } from './basket.mjs';
import { html } from './html.mjs';

const REGION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/** The demo's `?region=US-CA` goes along in every link, for one visit and without a cookie. */
export function visitOf(request, { collector, site, csp }) {
  const url = new URL(request.url ?? '/', 'http://store.invalid');
  const asked = url.searchParams.get('region') ?? '';
  const region = REGION.test(asked) ? asked : '';
  const strict = csp === 'strict' || url.searchParams.get('csp') === 'strict';
  const cart = readLines(request.headers.cookie, 'cart');
  const saved = readLines(request.headers.cookie, 'saved');
  return {
    collector,
    site,
    region,
    strict,
    nonce: strict ? randomBytes(16).toString('base64') : '',
    path: url.pathname,
    query: url.searchParams,
    cart,
    saved,
    cartCount: countOf(cart),
    savedCount: saved.length,
    regionField: region ? html`<input type="hidden" name="region" value="${region}">` : '',
    to: (path, query = {}) => withQuery(path, { ...query, region }),
    inRegion: (other) => withQuery(url.pathname, { ...Object.fromEntries(url.searchParams), region: other }),
  };
}

function withQuery(path, query) {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return text ? `${path}?${text}` : path;
}
