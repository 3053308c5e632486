// Home, categories, search, one product: the pages that show what there is.
import { CATEGORIES, CURRENCY, item, PRODUCTS, price, productOf, search } from '../catalog.mjs';
import { html, json } from '../html.mjs';
import { page } from '../layout.mjs';

const card = (
  visit,
  product,
  list,
) => html`<li class="card"><a href="${visit.to(`/p/${product.id}`)}" data-sayso-event="select_item" data-sayso-item="${json(item(product))}" data-sayso-currency="${CURRENCY}" data-sayso-props="${json({ item_list_id: list })}">
  <img src="/img/${product.id}.svg" alt="" width="400" height="400" loading="lazy">
  <span class="name">${product.name}</span><span class="price">${price(product.price)}</span></a></li>`;

/** A grid of products; with it goes the event that they were shown. */
const grid = (visit, products, list) =>
  html`<ul class="grid" data-sayso-event="view_item_list" data-sayso-item="${json(products.map((one) => item(one)))}" data-sayso-currency="${CURRENCY}" data-sayso-props="${json({ item_list_id: list })}">${products.map((one) => card(visit, one, list))}</ul>`;

const HERO_PROMOTION = json({
  promotion_id: 'slow-autumn',
  promotion_name: 'The slow autumn',
  creative_slot: 'hero',
});
const FEATURED = [
  'stone-mug',
  'linen-throw',
  'desk-lamp',
  'enamel-pot',
  'terracotta-pots',
  'beeswax-candles',
  'carafe',
  'wool-cushion',
];

export const home = (visit) =>
  page(
    visit,
    '',
    html`<section class="hero" data-sayso-event="view_promotion" data-sayso-props="${HERO_PROMOTION}">
  <div><p class="over">The slow autumn</p><h1>Goods for a quiet home</h1><p>Twenty things that we use ourselves, made by people whose names we know, and meant to be mended.</p>
  <a class="button" href="${visit.to('/c/textiles')}" data-sayso-event="select_promotion" data-sayso-props="${HERO_PROMOTION}">See the textiles</a></div>
  <img src="/img/hero.svg" alt="A fern, a carafe, a bowl of fruit and a mug on a shelf before a window" width="960" height="560">
</section>
<section><h2>What people come back for</h2>${grid(visit, FEATURED.map(productOf), 'home')}</section>
<section><h2>By room</h2><ul class="rooms">${CATEGORIES.map(({ id, name, line }) => {
      const first = PRODUCTS.find((one) => one.category === id);
      return html`<li><a href="${visit.to(`/c/${id}`)}"><img src="/img/${first.id}.svg" alt="" width="400" height="400" loading="lazy"><span><b>${name}</b>${line}</span></a></li>`;
    })}</ul></section>`,
  );

const ORDERS = {
  '': ['As we like it', () => 0],
  price: ['Price, low first', (a, b) => a.price - b.price],
  name: ['Name', (a, b) => a.name.localeCompare(b.name, 'en')],
};

/** A category. The order is a link that store.js follows without leaving the page; without JavaScript it is just a link. */
export function category(visit, { id, name, line }, chosen = '') {
  const products = PRODUCTS.filter((one) => one.category === id).sort(ORDERS[chosen][1]);
  return page(
    visit,
    name,
    html`<div id="swap"><h1>${name}</h1><p class="lead">${line}</p>
<ul class="orders" aria-label="Order">${Object.entries(ORDERS).map(
      ([key, [label]]) =>
        html`<li><a data-swap href="${visit.to(key ? `/c/${id}/${key}` : `/c/${id}`)}"${key === chosen ? html` aria-current="true"` : ''}>${label}</a></li>`,
    )}</ul>
${grid(visit, products, id)}</div>`,
  );
}

export function searchPage(visit) {
  const words = (visit.query.get('q') ?? '').trim().slice(0, 80);
  const found = search(words);
  const props = json({ search_term: words, results: found.length });
  return page(
    visit,
    words ? `Search: ${words}` : 'Search',
    html`<h1>Search</h1>${
      words
        ? html`<p class="lead" data-sayso-event="search" data-sayso-props="${props}">${found.length === 1 ? '1 thing' : `${found.length} things`} for “${words}”</p>`
        : html`<p class="lead">What are you looking for?</p>`
    }
${found.length > 0 ? grid(visit, found, 'search') : html`<p>Try <a href="${visit.to('/search', { q: 'linen' })}">linen</a>, <a href="${visit.to('/search', { q: 'oak' })}">oak</a> or <a href="${visit.to('/search', { q: 'steel' })}">steel</a>.</p>`}`,
  );
}

export function productPage(visit, product) {
  const { name: categoryName } = CATEGORIES.find(({ id }) => id === product.category);
  const others = PRODUCTS.filter((one) => one.category === product.category && one !== product);
  const isSaved = visit.saved.some((line) => line.product === product);
  const value = json({ value: product.price });
  return page(
    visit,
    product.name,
    html`<p class="trail"><a href="${visit.to(`/c/${product.category}`)}">${categoryName}</a></p>
<article class="product" data-sayso-event="view_item" data-sayso-item="${json(item(product))}" data-sayso-currency="${CURRENCY}" data-sayso-props="${value}">
  <img src="/img/${product.id}.svg" alt="${product.name}, drawn" width="400" height="400">
  <div><h1>${product.name}</h1><p class="price">${price(product.price)}</p><p>${product.text}</p><p class="made">${product.made}</p>
  <form method="post" action="${visit.to('/cart/add')}"><input type="hidden" name="id" value="${product.id}">
  <button class="button" data-sayso-event="add_to_cart" data-sayso-item="${json(item(product, 1))}" data-sayso-currency="${CURRENCY}" data-sayso-props="${value}">Add to cart</button></form>
  <form method="post" action="${visit.to(isSaved ? '/saved/remove' : '/saved/add')}"><input type="hidden" name="id" value="${product.id}">
  ${
    isSaved
      ? html`<button class="plain">Saved; take it off the list</button>`
      : html`<button class="plain" data-sayso-event="add_to_wishlist" data-sayso-item="${json(item(product))}" data-sayso-currency="${CURRENCY}" data-sayso-props="${value}">Save for later</button>`
  }</form>
  <ul class="terms"><li>Sent within two days</li><li>Thirty days to think again</li><li>Mended for free in the first five years</li></ul></div>
</article>
<section><h2>Beside it on the shelf</h2><ul class="grid">${others.slice(0, 4).map((one) => card(visit, one, 'related'))}</ul></section>`,
  );
}

export const savedPage = (visit) =>
  page(
    visit,
    'Saved for later',
    html`<h1>Saved for later</h1>${
      visit.saved.length > 0
        ? html`<ul class="grid">${visit.saved.map(({ product }) => card(visit, product, 'saved'))}</ul>`
        : html`<p class="lead">Nothing yet. What you save is kept in a cookie of this store, for a week.</p><p><a class="button" href="${visit.to('/')}">Look around</a></p>`
    }`,
  );
