/** Where a page may hold what is nobody's business: a name, and the page's HTML with a secret there. */
export type Place = readonly [name: string, html: (secret: string) => string];

const each = (names: string, of: (name: string) => (secret: string) => string, kind: string): Place[] =>
  names.split(' ').map((name) => [`${kind} ${name}`, of(name)] as const);

const TYPES =
  'text password email tel number search url date month week time datetime-local hidden checkbox radio submit button reset range color image';
const ATTRIBUTES =
  'id class title name aria-label aria-description placeholder data-user data-email autocomplete alt lang slot style';
const IGNORED = [
  ...['data-sayso-mask', 'data-sayso-ignore', 'class="sayso-ignore"', 'class="ph-no-capture"'],
  ...['class="ph-sensitive"', 'data-private', 'class="fs-mask"', 'class="fs-exclude"', 'data-hj-suppress'],
  'contenteditable="true"',
];
const TEXTS =
  'p h1 h2 td li dd label legend caption summary figcaption address blockquote output time code pre b ins abbr cite template noscript style title-in-svg';

const inputs: Place[] = [
  ...each(
    TYPES,
    (type) => (s) => `<input type="${type}" value="${s}" name="a-${type}">`,
    'the value of an input of type',
  ),
  ...each(ATTRIBUTES, (name) => (s) => `<input ${name}="${s}">`, 'of an input, the attribute'),
  ...each(ATTRIBUTES, (name) => (s) => `<button ${name}="${s}">Press</button>`, 'of a button, the attribute'),
  ...each(ATTRIBUTES, (name) => (s) => `<a href="#here" ${name}="${s}">Go</a>`, 'of a link, the attribute'),
  ...each(
    'id class title aria-label data-user autocomplete target rel',
    (name) => (s) => `<form ${name}="${s}"><button>Send</button></form>`,
    'of a form, the attribute',
  ),
  ['a form’s name', (s) => `<form name="${s}"><button>Send</button></form>`],
  ['a field’s name', (s) => `<form><input name="${s}"><button>Send</button></form>`],
  [
    'a field’s name in a search form',
    (s) => `<form action="/elsewhere"><input type="search" name="${s}"><button>Find</button></form>`,
  ],
  [
    'a hidden field of a search form',
    (s) =>
      `<form role="search" action="/elsewhere"><input type="hidden" name="q" value="${s}"><button>Find</button></form>`,
  ],
  ['a form’s query', (s) => `<form action="/sent?to=${s}#${s}"><button>Send</button></form>`],
  ['a button’s value', (s) => `<button value="${s}" name="a">Press</button>`],
  ['a button’s formaction', (s) => `<form><button formaction="/sent?${s}">Send</button></form>`],
  ['a text area', (s) => `<textarea>${s}</textarea>`],
  ['an option’s text', (s) => `<select><option>${s}</option></select>`],
  ['an option’s value', (s) => `<select><option value="${s}" selected>A</option></select>`],
  ['an option’s label', (s) => `<select><option label="${s}">A</option></select>`],
  ['a group of options', (s) => `<select><optgroup label="${s}"><option>A</option></optgroup></select>`],
  ['suggestions', (s) => `<input list="l"><datalist id="l"><option value="${s}"></datalist>`],
  ['an editable text', (s) => `<div contenteditable><button>${s}</button></div>`],
  ['an editable link', (s) => `<div contenteditable="plaintext-only"><a href="#x">${s}</a></div>`],
];

const texts: Place[] = [
  ...each(
    TEXTS,
    (tag) => (s) => (tag === 'title-in-svg' ? `<svg><title>${s}</title></svg>` : `<${tag}>${s}</${tag}>`),
    'the text of',
  ),
  ...each(
    'span b em img-alt svg i',
    (tag) => (s) =>
      tag === 'img-alt'
        ? `<button><img alt="${s}"></button>`
        : tag === 'svg'
          ? `<a href="#x"><svg><text>${s}</text></svg></a>`
          : `<button>Hi <${tag}>${s}</${tag}></button>`,
    'inside of a button,',
  ),
  ['a comment', (s) => `<!-- ${s} -->`],
  ['a meta description', (s) => `<meta name="description" content="${s}">`],
  ['a meta of Open Graph', (s) => `<meta property="og:title" content="${s}">`],
  ['a canonical address', (s) => `<link rel="canonical" href="https://shop.example/?${s}">`],
  ['a script', (s) => `<script>const words = "${s}";</script>`],
  ['data for a program', (s) => `<script type="application/json">{"user": "${s}"}</script>`],
];

const ignored: Place[] = IGNORED.flatMap((region): Place[] => [
  [`a button in ${region}`, (s) => `<div ${region}><button>${s}</button></div>`],
  [`a link in ${region}`, (s) => `<div ${region}><p><a href="/${s}">${s}</a></p></div>`],
  [`a form in ${region}`, (s) => `<div ${region}><form action="/${s}"><button>Send</button></form></div>`],
  [
    `markup in ${region}`,
    (s) => `<div ${region}><i data-sayso-event="view_item" data-sayso-item='{"id":"${s}"}'></i></div>`,
  ],
]);

const links: Place[] = [
  ['a link’s query', (s) => `<a href="/a?mail=${s}">Go</a>`],
  ['a link’s fragment', (s) => `<a href="/a#${s}">Go</a>`],
  ['a link’s userinfo', (s) => `<a href="https://${s}:${s}@else.example/">Go</a>`],
  ['an e-mail link', (s) => `<a href="mailto:${s}@else.example">Write</a>`],
  ['a telephone link', (s) => `<a href="tel:${s}">Call</a>`],
  ['a script link', (s) => `<a href="javascript:void '${s}'">Run</a>`],
  ['a data link', (s) => `<a href="data:text/plain,${s}">Data</a>`],
  ['a link to an account', (s) => `<a href="/account">${s}</a>`],
  ['a link to an order', (s) => `<a href="/en/orders?id=1">${s}</a>`],
  ['a file’s name', (s) => `<a href="/a.pdf" download="${s}">File</a>`],
  ['a link’s ping', (s) => `<a href="#x" ping="/ping?${s}">Go</a>`],
  ['a link’s target', (s) => `<a href="#x" target="${s}" rel="opener">Go</a>`],
  ['a handler', (s) => `<button onclick="void '${s}'">Go</button>`],
];

const TYPES_OF_DATA =
  'Person Organization Order Invoice Review Rating ContactPoint PostalAddress Offer BreadcrumbList WebSite Event JobPosting Reservation ParcelDelivery';
const data: Place[] = [
  ...each(
    TYPES_OF_DATA,
    (type) => (s) =>
      `<script type="application/ld+json">{"@type": "${type}", "sku": "${s}", "name": "${s}"}</script>`,
    'JSON-LD of a',
  ),
  ...each(
    TYPES_OF_DATA,
    (type) => (s) =>
      `<div itemscope itemtype="https://schema.org/${type}"><b itemprop="sku">${s}</b><b itemprop="name">${s}</b></div>`,
    'microdata of a',
  ),
  ...each(
    'description review author seller image additionalProperty email customer',
    (field) => (s) =>
      `<script type="application/ld+json">{"@type": "Product", "sku": "mug", "name": "Mug", "${field}": {"name": "${s}"}}</script>`,
    'of a product in JSON-LD, its',
  ),
  ['broken JSON-LD', (s) => `<script type="application/ld+json">{"@type": "Product", "sku": "${s}"</script>`],
];

const layer: Place[] = [
  ...each(
    'login sign_up generate_lead gtm.click user_engagement share purchase_failed Constructor',
    (name) => (s) =>
      `<script>dataLayer.push({event: "${name}", ecommerce: {items: [{item_id: "${s}"}]}, name: "${s}"});</script>`,
    'pushed with the event',
  ),
  ...each(
    'user_data user_id email customer address phone session_id affiliation client_id',
    (field) => (s) =>
      `<script>dataLayer.push({event: "view_cart", ${field}: "${s}", ecommerce: {currency: "EUR", value: 1, ${field}: "${s}", items: [{item_id: "mug", ${field}: "${s}"}]}});</script>`,
    'pushed beside a cart,',
  ),
  ...each(
    'config set consent get js',
    (command) => (s) => `<script>gtag("${command}", "${s}", {a: "${s}"});</script>`,
    'the command',
  ),
  [
    'pushed without an event',
    (s) => `<script>dataLayer.push({user: "${s}", ecommerce: {items: [{item_id: "${s}"}]}});</script>`,
  ],
  ['a function that is pushed', (s) => `<script>dataLayer.push(() => "${s}");</script>`],
];

const things: Place[] = [
  ['an open shadow root’s field', (s) => `<div data-shadow="open">${s}</div>`],
  ['a closed shadow root’s button', (s) => `<div data-shadow="closed">${s}</div>`],
  ['a frame’s button', (s) => `<iframe srcdoc="<button>${s}</button><input value='${s}'>"></iframe>`],
  ['a frame’s title', (s) => `<iframe title="${s}" name="${s}"></iframe>`],
  ['an error', (s) => `<script>setTimeout(() => { throw new Error("${s}"); });</script>`],
  // What the visitor does is heard in any case; what happens at loading may be over before.
  ['an error later', (s) => `<script>addEventListener('copy', () => { throw new Error("${s}"); });</script>`],
  [
    'an error’s name',
    (s) =>
      `<script>addEventListener('copy', () => { throw Object.assign(new Error(), {name: "${s}"}); });</script>`,
  ],
  [
    'a rejection',
    (s) => `<script>addEventListener('copy', () => { Promise.reject(new Error("${s}")); });</script>`,
  ],
  ['a rejection that is a text', (s) => `<script>Promise.reject("${s}");</script>`],
  ['an image that is missing', (s) => `<img src="/missing/${s}.png?${s}">`],
  ['a script that is missing', (s) => `<script src="/missing/${s}.js"></script>`],
  ['a style that is missing', (s) => `<link rel="stylesheet" href="/missing/${s}.css">`],
  ['a line of the console', (s) => `<script>console.error("${s}");</script>`],
  ['localStorage', (s) => `<script>localStorage.setItem("a${s}", "${s}");</script>`],
  ['sessionStorage', (s) => `<script>sessionStorage.setItem("a${s}", "${s}");</script>`],
  ['a cookie', (s) => `<script>document.cookie = "a=${s}";</script>`],
  ['the name of the window', (s) => `<script>window.name = "${s}";</script>`],
  ['a variable of the page', (s) => `<script>window.user = {name: "${s}"};</script>`],
  ['the state of the history', (s) => `<script>history.replaceState({name: "${s}"}, "");</script>`],
  ['a mark of the performance', (s) => `<script>performance.mark("${s}");</script>`],
  ['a message', (s) => `<script>postMessage("${s}", "*");</script>`],
  [
    'a request of the page',
    (s) =>
      `<script>fetch("/missing?${s}", {method: "POST", body: "${s}", headers: {"x-a": "${s}"}});</script>`,
  ],
  ['a property in CSS', (s) => `<p style="--name: '${s}'"></p>`],
  ['an element’s own name', (s) => `<x-${s.toLowerCase()}></x-${s.toLowerCase()}>`],
];

/** All of them, each of its own kind. */
export const PLACES: readonly Place[] = [
  ...inputs,
  ...texts,
  ...ignored,
  ...links,
  ...data,
  ...layer,
  ...things,
];
