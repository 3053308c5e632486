// A page of 5,000 elements, as a long list of products is one.
const ELEMENTS = 5_000;
const STYLE =
  'body{font:16px sans-serif;margin:24px}ul{display:grid;grid-template-columns:repeat(4,1fr);gap:16px;list-style:none;padding:0}li div{display:flex;gap:8px}a,button{padding:4px}';

const card = (i) =>
  `<li><article><h3><a href="/p/cup-${i}">Cup no. ${i}</a></h3><p>Thrown by hand, <em>glazed</em> twice.</p><div><span>EUR</span> <b>${i}.50</b> <button type="button">Add to cart</button></div></article></li>`;
const PER_CARD = 10;

/** The page with `head` in its head, which may hold one script element more or two. */
export function largePage(head) {
  const more = head.split('</script>').length - 1;
  // html, head, meta, title, link, style, body, h1, ul.
  const rest = ELEMENTS - 9 - more;
  const cards = Math.floor(rest / PER_CARD);
  const filling = '<i></i>'.repeat(rest - cards * PER_CARD);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cups</title><link rel="icon" href="data:,"><style>${STYLE}</style>${head}</head><body><h1>Cups</h1><ul>${Array.from({ length: cards }, (_, i) => card(i)).join('')}</ul>${filling}</body></html>`;
}
