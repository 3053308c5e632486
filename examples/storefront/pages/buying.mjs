// Cart, checkout, thank-you: the pages of a purchase.
import { countOf, totalOf } from '../basket.mjs';
import { CURRENCY, item, price } from '../catalog.mjs';
import { html, json } from '../html.mjs';
import { page } from '../layout.mjs';

export const SHIPPING = 6;

const itemsOf = (lines) => json(lines.map(({ product, quantity }) => item(product, quantity)));

/** One step more or less of a product: a form each, so that it works without JavaScript. */
const step = (
  visit,
  product,
  { to, event, label, sign },
) => html`<form method="post" action="${visit.to(to)}"><input type="hidden" name="id" value="${product.id}">
<button class="step" aria-label="${label} ${product.name}" data-sayso-event="${event}" data-sayso-item="${json(item(product, 1))}" data-sayso-currency="${CURRENCY}" data-sayso-props="${json({ value: product.price })}">${sign}</button></form>`;

const lineOf = (
  visit,
  { product, quantity },
) => html`<li class="line"><a href="${visit.to(`/p/${product.id}`)}"><img src="/img/${product.id}.svg" alt="" width="400" height="400"></a>
<div><a href="${visit.to(`/p/${product.id}`)}">${product.name}</a><span class="made">${product.made}</span></div>
<div class="steps">${step(visit, product, { to: '/cart/remove', event: 'remove_from_cart', label: 'One fewer:', sign: '−' })}<span>${quantity}</span>${step(visit, product, { to: '/cart/add', event: 'add_to_cart', label: 'One more:', sign: '+' })}</div>
<span class="price">${price(product.price * quantity)}</span></li>`;

const sums = (total) =>
  html`<dl class="sums"><dt>Goods</dt><dd>${price(total)}</dd><dt>Shipping</dt><dd>${price(SHIPPING)}</dd><dt>Total</dt><dd>${price(total + SHIPPING)}</dd></dl>`;

export function cartPage(visit) {
  const total = totalOf(visit.cart);
  if (visit.cart.length === 0) {
    return page(
      visit,
      'Cart',
      html`<h1>Cart</h1><p class="lead">Your cart is empty.</p><p><a class="button" href="${visit.to('/')}">Look around</a></p>`,
    );
  }
  return page(
    visit,
    'Cart',
    html`<h1>Cart</h1><div class="two" data-sayso-event="view_cart" data-sayso-item="${itemsOf(visit.cart)}" data-sayso-currency="${CURRENCY}" data-sayso-props="${json({ value: total })}">
<ul class="lines">${visit.cart.map((line) => lineOf(visit, line))}</ul>
<aside class="box">${sums(total)}<p><a class="button" href="${visit.to('/checkout')}">Go to checkout</a></p></aside></div>`,
  );
}

const field = (name, label, value, complete) =>
  html`<label>${label}<input name="${name}" value="${value}" autocomplete="${complete}" maxlength="80"></label>`;

export function checkoutPage(visit) {
  const total = totalOf(visit.cart);
  return page(
    visit,
    'Checkout',
    html`<h1>Checkout</h1><div class="two" data-sayso-event="begin_checkout" data-sayso-item="${itemsOf(visit.cart)}" data-sayso-currency="${CURRENCY}" data-sayso-props="${json({ value: total })}">
<form class="box fields" method="post" action="${visit.to('/checkout')}">
<p>A demo: the fields are filled in for you, what you write is neither read nor kept, and nothing is charged.</p>
${field('name', 'Name', 'Robin Ashgrove', 'name')}${field('email', 'E-mail', 'robin@example.com', 'email')}${field('street', 'Street and number', 'Fern Lane 12', 'street-address')}${field('city', 'Postcode and city', '12345 Woodham', 'address-level2')}
<button class="button">Place the order</button></form>
<aside class="box"><h2>${countOf(visit.cart)} in your cart</h2><ul class="brief">${visit.cart.map(({ product, quantity }) => html`<li><span>${quantity} × ${product.name}</span><span>${price(product.price * quantity)}</span></li>`)}</ul>${sums(total)}</aside></div>`,
  );
}

/** `order` is null where the address names none, or one that was thanked for already: a purchase is told once. */
export function thanksPage(visit, order) {
  const bought = order && {
    lines: order.lines,
    props: json({ transaction_id: order.id, value: totalOf(order.lines) + SHIPPING, shipping: SHIPPING }),
  };
  return page(
    visit,
    'Thank you',
    html`<div class="thanks"><h1>Thank you</h1>${
      bought
        ? html`<div data-sayso-event="purchase" data-sayso-item="${itemsOf(bought.lines)}" data-sayso-currency="${CURRENCY}" data-sayso-props="${bought.props}"><p class="lead">Your order ${order.id} is on its way to nowhere, with all our care.</p>
<ul class="brief">${bought.lines.map(({ product, quantity }) => html`<li><span>${quantity} × ${product.name}</span><span>${price(product.price * quantity)}</span></li>`)}</ul>${sums(totalOf(bought.lines))}</div>`
        : html`<p class="lead">Your order is on its way to nowhere, with all our care.</p>`
    }<p><a class="button" href="${visit.to('/')}">Back to the store</a></p></div>`,
  );
}
