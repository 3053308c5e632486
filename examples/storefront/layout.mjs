import { CATEGORIES } from './catalog.mjs';
import { html } from './html.mjs';

const REGIONS = [
  ['DE', 'Germany'],
  ['US-CA', 'California'],
  ['JP', 'Japan'],
  ['', 'an unknown place'],
];

const FERN = html`<svg class="fern" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 22V4M12 20c-5 0-7-2-8-5 4 0 7 2 8 5Zm0 0c5 0 7-2 8-5-4 0-7 2-8 5Zm0-6c-4 0-6-2-7-4 4 0 6 1 7 4Zm0 0c4 0 6-2 7-4-4 0-6 1-7 4Zm0-6c-3 0-4-1-5-3 3 0 4 1 5 3Zm0 0c3 0 4-1 5-3-3 0-4 1-5 3Z"/></svg>`;

/** The script tag: the store's only connection to Sayso. */
const tag = (visit) =>
  html`<script async src="${visit.collector}/s/${visit.site}.js"${visit.region ? html` data-region="${visit.region}"` : ''}${visit.nonce ? html` nonce="${visit.nonce}"` : ''}></script>`;

/** @param {any} visit @param {string[]} region */
const regionLink = (visit, [region, name]) =>
  region === visit.region
    ? html`<li><span aria-current="true">${name}</span></li>`
    : html`<li><a href="${visit.inRegion(region)}">${name}</a></li>`;

/** A whole page. `visit` is what is known of this request; see visit.mjs. */
export const page = (visit, title, main) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title ? `${title} – Fernwood` : 'Fernwood – goods for a quiet home'}</title>
<meta name="description" content="Fernwood sells things for the home that are made to last.">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/store.css">
<link rel="stylesheet" href="/shelf.css">
<link rel="stylesheet" href="/buying.css">
${tag(visit)}
<script defer src="/store.js"${visit.nonce ? html` nonce="${visit.nonce}"` : ''}></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
  <div class="bar wide">
    <a class="logo" href="${visit.to('/')}">${FERN}Fernwood</a>
    <form class="find" action="/search" role="search">
      ${visit.regionField}
      <input type="search" name="q" aria-label="Search the store" placeholder="Search" maxlength="80" value="${visit.query.get('q') ?? ''}">
      <button type="submit">Search</button>
    </form>
    <div class="mine">
      <a href="${visit.to('/saved')}">Saved${visit.savedCount ? ` (${visit.savedCount})` : ''}</a>
      <a href="${visit.to('/cart')}">Cart <span class="count">${visit.cartCount}</span></a>
    </div>
  </div>
  <nav class="wide" aria-label="Categories"><ul>${CATEGORIES.map(
    ({ id, name }) =>
      html`<li><a href="${visit.to(`/c/${id}`)}"${visit.path.startsWith(`/c/${id}`) ? html` aria-current="page"` : ''}>${name}</a></li>`,
  )}</ul></nav>
</header>
<main id="main" class="wide">
${main}
</main>
<footer>
  <div class="wide">
    <div><p class="logo">${FERN}Fernwood</p><p>A store that does not exist, with pictures drawn for it. Nothing here can be bought, and nothing is charged.</p></div>
    <div><h2>Privacy</h2><ul>
      <li><a data-sayso="open" href="${visit.collector}/v1/${visit.site}/opt-out">Your privacy choices</a></li>
      <li><a href="${visit.to('/privacy')}">Privacy policy</a></li>
      <li><span class="status" data-sayso="status"></span></li>
    </ul>
    <noscript><p>Without JavaScript nothing is captured here. You may still <a href="${visit.collector}/v1/${visit.site}/opt-out">opt out</a> for good.</p></noscript></div>
    <div><h2>Visit as someone from</h2><ul class="regions">${REGIONS.map((region) => regionLink(visit, region))}</ul>
    <p>What may be captured depends on where a visitor is. This switch belongs to the demo.</p></div>
  </div>
</footer>
</body>
</html>
`;
