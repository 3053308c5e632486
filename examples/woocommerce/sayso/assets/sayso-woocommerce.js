// Hands what the store's server knows of the cart to Sayso. It asks nobody but that server, and reads no field.
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

  const state = () => window.sayso.consent?.get();

  let proved = false;
  const prove = () => {
    // Who is logged in is in no cached page: WordPress marks the body of such pages.
    if (proved || !state()?.allowed.marketing || !document.body.classList.contains('logged-in')) return;
    proved = true;
    ask(config.proof).then(
      ({ proof }) => proof && window.sayso.identify(proof),
      () => {},
    );
  };
  if (config.proof) {
    window.sayso.push(['on', 'consent', prove]);
    // Who comes after the script has missed the first state.
    window.sayso.ready?.then(prove);
  }

  let timer = 0;
  const look = (wait, last) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      ask(config.cart).then(
        // A busy server may still be writing down what it has answered already.
        ({ changes }) => (changes.length || last ? tell(changes) : look(1500, true)),
        () => {},
      );
    }, wait);
  };
  const changed = () => {
    const { allowed = {}, reasons = {} } = state() ?? {};
    // The server has noted something only where something is allowed.
    if (config.cart && Object.keys(allowed).some((id) => allowed[id] && reasons[id] !== 'always'))
      look(300, false);
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

  // A page that comes back from the back/forward cache shows its views anew; a purchase is made once.
  window.sayso.push([
    'on',
    'event',
    ({ name }) => name === 'purchase' && document.querySelector('[data-sayso-event="purchase"]')?.remove(),
  ]);

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
