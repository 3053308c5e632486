// Hands what the store's server knows of the cart to Sayso. It asks nobody, sends nothing and reads no field.
(() => {
  const config = JSON.parse(document.getElementById('sayso-woocommerce')?.dataset.config || '{}');
  window.sayso = window.sayso || [];
  const tell = (changes) => {
    for (const [name, props] of changes || []) window.sayso.push(['track', name, props]);
  };
  const ask = (address) =>
    fetch(address, { method: 'POST', headers: { 'x-sayso': '1' }, credentials: 'same-origin' }).then(
      (answer) => answer.json(),
    );
  tell(config.changes);

  // The server is asked only where something is allowed; it has noted nothing else.
  let isAny = false;
  let proved = false;
  window.sayso.push([
    'on',
    'consent',
    ({ allowed, reasons }) => {
      isAny = Object.keys(allowed).some((id) => allowed[id] && reasons[id] !== 'always');
      // Who is logged in is in no cached page: WordPress marks the body of such pages.
      if (proved || !config.proof || !allowed.marketing || !document.body.classList.contains('logged-in'))
        return;
      proved = true;
      ask(config.proof).then(
        ({ proof }) => proof && window.sayso.identify(proof),
        () => {},
      );
    },
  ]);

  let timer = 0;
  const changed = () => {
    if (!config.cart || !isAny) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      ask(config.cart).then(
        ({ changes }) => tell(changes),
        () => {},
      );
    }, 300);
  };

  // Blocks change the cart by the Store API and say so by an event sometimes only; each request is an entry, though.
  const CART =
    /[?&]wc-ajax=(add_to|remove_from)_cart\b|wc(\/|%2F)store(\/|%2F)(v\d(\/|%2F))?(batch|cart(\/|%2F)(items|(add|update|remove)-item))/i;
  try {
    new PerformanceObserver((list) => {
      if (list.getEntries().some(({ name }) => CART.test(name))) changed();
    }).observe({ type: 'resource' });
  } catch {
    // The events below are what is left.
  }
  for (const name of ['wc-blocks_added_to_cart', 'wc-blocks_removed_from_cart'])
    document.body.addEventListener(name, changed);

  // Another variation of the product is another item: the page's markup says so, and Sayso sees it.
  const view = document.querySelector('[data-sayso-event="view_item"]');
  const usual = view && JSON.parse(view.getAttribute('data-sayso-item'))[0];
  const chosen = (_event, { variation_id: id, display_price: price }) => {
    if (!view) return;
    const known = Number.isFinite(price) ? { price } : {};
    view.setAttribute('data-sayso-item', JSON.stringify([{ ...usual, item_variant: `${id}`, ...known }]));
    if ('price' in known) view.setAttribute('data-sayso-props', JSON.stringify({ value: price }));
  };

  const listen = () => {
    window.jQuery?.(document.body).on('added_to_cart removed_from_cart updated_wc_div', changed);
    window.jQuery?.(document).on('found_variation', '.variations_form', chosen);
  };
  // Optimisers load jQuery late.
  if (window.jQuery) listen();
  else window.addEventListener('load', listen);
})();
