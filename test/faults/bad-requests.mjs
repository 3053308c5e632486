// Bad requests, made of good ones: what somebody sends who knows the interface and wants it to fall.
import { randomBytes, randomUUID } from 'node:crypto';
import { HEADERS, METHODS, PATHS, TEXTS, VALUES } from './bad-values.mjs';

/** A generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One request that may be anything but good. `known` is a subject that the site knows, `origin` one of its origins. */
export function badRequest(random, { site, known, origin = 'https://shop.example' }) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const time = new Date(Date.UTC(2026, 10, 21, 12)).toISOString();
  const subject = random() < 0.3 ? known : randomBytes(16).toString('base64url');
  const bodies = {
    receipts: {
      id: randomUUID(),
      subject,
      purposes: { analytics: true, marketing: false },
      policyVersion: 1,
      method: 'save',
      at: time,
      locale: 'en',
      region: 'US',
      signals: { gpc: false },
      confirmed: [],
      since: {},
    },
    events: {
      subject,
      sentAt: time,
      events: [
        {
          id: randomUUID(),
          name: pick(['page_view', 'search', 'purchase', 'identify', 'nobody']),
          at: time,
          page: { url: 'https://shop.example/a', title: 't', referrer: '' },
          session: 's',
          seq: 1,
          props: {
            search_term: 'x',
            value: 1,
            currency: 'EUR',
            items: [{ item_id: 'a', price: 1 }],
            proof: 'a.b.c',
          },
        },
      ],
    },
    'me/requests': { kind: 'rectification', note: 'n' },
    'segment/batch': {
      batch: [
        {
          type: 'track',
          event: 'Product Viewed',
          messageId: 'm',
          anonymousId: subject,
          properties: { products: [{}] },
        },
      ],
      sentAt: time,
    },
    'opt-out': {},
  };
  const name = pick(Object.keys(bodies));
  const headers = {
    'content-type': 'text/plain',
    origin,
    ...(name === 'me/requests' ? { authorization: `Bearer ${subject}` } : {}),
  };
  const request = {
    method: 'POST',
    path: `/v1/${site}/${name}`,
    headers,
    body: spoiled(random, pick, bodies[name]),
  };

  if (random() < 0.25) Object.assign(request.headers, Object.fromEntries([pick(HEADERS), pick(HEADERS)]));
  if (random() < 0.15)
    request.path = pick([pick(PATHS), request.path + pick(PATHS), `/v1/${site}${pick(PATHS)}`]);
  if (random() < 0.1)
    request.path =
      pick(ELSEWHERE(site)) +
      (random() < 0.5
        ? pick(PATHS)
        : `?${pick(['for', 'by', 'from', 'name', '__proto__'])}=${encodeURIComponent(pick(VALUES).slice(0, 500))}`);
  if (random() < 0.15) request.method = pick(METHODS);
  if (request.method === 'GET' || request.method === 'HEAD') delete request.body;
  return request;
}

const ELSEWHERE = (site) => [
  `/v1/${site}/policy`,
  `/v1/${site}/policies/1`,
  `/v1/${site}/pixel.gif`,
  `/v1/${site}/me`,
  `/s/${site}.js`,
  '/assets/x/y.js',
  '/metrics',
  '/readyz',
  '/openapi.json',
  '/admin/v1/sites',
  `/admin/v1/${site}/stats`,
  `/admin/v1/${site}/subjects/x`,
  '/admin/v1/keys',
  `/admin/v1/${site}/events.ndjson`,
  '/v1/nobody/policy',
  '/v1/__proto__/policy',
  '/.well-known/jwks.json',
];

/** The body's text with one or two of its places spoiled; at times no JSON at all. */
function spoiled(random, pick, body) {
  const chance = random();
  if (chance < 0.05) return pick(TEXTS);
  if (chance < 0.1) return pick(VALUES);
  if (chance < 0.12) return JSON.stringify({ ...body, more: 'x'.repeat(70_000) });
  let text = JSON.stringify(body);
  if (chance < 0.17) return text.slice(0, Math.floor(random() * text.length));
  for (let i = 0; i < 1 + random() * 2; i++) text = replaceOne(random, text, pick(VALUES));
  return chance < 0.25 ? text.replace('{', `{"__proto__":{"polluted":true},`) : text;
}

/** Puts a text in the place of some value, or takes a whole field away. */
function replaceOne(random, text, value) {
  const places = [...text.matchAll(/"(?:[^"\\]|\\.)*":("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)/g)].slice(
    0,
    100,
  );
  const place = places[Math.floor(random() * places.length)];
  if (!place) return text;
  const at = place.index + place[0].length - place[1].length;
  if (random() < 0.2) {
    const rest = text.slice(at + place[1].length);
    return text.slice(0, place.index) + (rest.startsWith(',') ? rest.slice(1) : `"gone":0${rest}`);
  }
  return text.slice(0, at) + value + text.slice(at + place[1].length);
}
