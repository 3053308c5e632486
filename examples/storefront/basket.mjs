// The cart, and what is saved for later, in two cookies of the store's own, set only after a visitor put something in:
// they are strictly necessary for what was asked for. `oak-board.2~kettle.1`; whatever is malformed is left out.
import { PRODUCTS, productOf } from './catalog.mjs';

const MOST = 20;

const cookieOf = (header, name) =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? '';

/** Lines of a cart or a list: product and quantity, in the order in which they were put in. */
export function readLines(header, name) {
  const lines = [];
  for (const part of cookieOf(header, name).split('~').slice(0, PRODUCTS.length)) {
    const [id, count] = part.split('.');
    const product = productOf(id);
    const quantity = Number(count);
    const fits = Number.isInteger(quantity) && quantity > 0 && quantity <= MOST;
    if (product && fits && !lines.some((line) => line.product === product)) lines.push({ product, quantity });
  }
  return lines;
}

/** The lines with `change` more (or fewer) of a product. */
export function withChange(lines, product, change) {
  const there = lines.some((line) => line.product === product);
  const all = there ? lines : [...lines, { product, quantity: 0 }];
  return all
    .map((line) =>
      line.product === product
        ? { product, quantity: Math.min(MOST, Math.max(0, line.quantity + change)) }
        : line,
    )
    .filter((line) => line.quantity > 0);
}

/** The `Set-Cookie` value; empty lines end the cookie. */
export const writeLines = (name, lines) => {
  const value = lines.map(({ product, quantity }) => `${product.id}.${quantity}`).join('~');
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${value ? 7 * 86_400 : 0}`;
};

export const countOf = (lines) => lines.reduce((sum, { quantity }) => sum + quantity, 0);
export const totalOf = (lines) =>
  lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
