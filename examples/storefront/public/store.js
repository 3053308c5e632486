// The order of a category changes without a new page: one navigation inside the page. Without this file it is a link.
(() => {
  const show = async (address) => {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const place = document.querySelector('#swap');
    const content = next.querySelector('#swap');
    if (!answer.ok || !place || !content) throw new Error('not a category');
    place.replaceWith(document.adoptNode(content));
    document.title = next.title;
    // The switch at the foot of the page leads to the address shown.
    document.querySelector('.regions')?.replaceWith(document.adoptNode(next.querySelector('.regions')));
  };

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-swap]') : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!(link instanceof HTMLAnchorElement) || !plain || event.defaultPrevented) return;
    event.preventDefault();
    show(link.href).then(
      () => history.pushState(null, '', link.href),
      () => location.assign(link.href),
    );
  });

  addEventListener('popstate', () => {
    if (document.querySelector('#swap')) show(location.href).catch(() => location.reload());
  });
})();
