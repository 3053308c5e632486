/** A page that works against the banner. */
export interface Hostile {
  /** What it does; the end of "a page that …". */
  does: string;
  /** Before the script tag. */
  before?: string;
  /** After the script tag. */
  after?: string;
}

const NO = 'sayso-banner [data-action=reject-all]';
const BOTH = 'sayso-banner :is([data-action=reject-all],[data-action=accept-all])';

/** Normal rules, important ones, and important ones in a layer that was declared before Sayso's: the strongest. */
const css = (does: string, rules: string): Hostile[] => [
  { does, before: `<style>${rules}</style>` },
  {
    does: `${does}, in an earlier layer and important`,
    before: `<style>@layer evil{${rules.replaceAll(';', '!important;').replaceAll('!important!important', '!important')}}</style>`,
  },
];
const layered = (does: string, rules: string): Hostile[] => css(does, rules).slice(1);

/** Runs once the banner is there. */
const script = (does: string, code: string): Hostile => ({
  does,
  after: `<script>
    const ready = () => document.querySelector('sayso-banner [data-action=reject-all]');
    const wait = setInterval(() => {
      if (!ready()) return;
      clearInterval(wait);
      const host = document.querySelector('sayso-banner');
      const [no, yes] = ['reject-all', 'accept-all'].map((name) => host.querySelector('[data-action=' + name + ']'));
      ${code}
    }, 5);
  </script>`,
});
const early = (does: string, code: string): Hostile => ({ does, before: `<script>${code}</script>` });

/** Against these the buttons stay equal, readable, on top, and work. */
export const HELD: Hostile[] = [
  ...css('hides the button that refuses', `${NO}{display:none;}`),
  ...css('makes it invisible', `${NO}{visibility:hidden;}`),
  ...css('fades it', `${NO}{opacity:.15;}`),
  ...css('shrinks its text', `${NO}{font-size:8px;font-weight:300;}`),
  ...css(
    'shrinks the button',
    `${NO}{min-height:0;height:20px;padding:0;width:60px;min-width:0;justify-self:start;}`,
  ),
  ...css('greys it out', `${NO}{color:#ccc;background:#ddd;border-color:#ddd;}`),
  ...css('blurs it', `${NO}{filter:blur(3px);}`),
  ...css('lets clicks through it', `${NO}{pointer-events:none;}`),
  ...css('moves it out of the window', `${NO}{transform:translateX(-9999px);}`),
  ...css('unsets all of it', `${NO}{all:unset;}`),
  ...layered('moves it away by its position', `${NO}{position:absolute;left:-9999px;}`),
  ...layered('clips it', `${NO}{clip-path:inset(100%);}`),
  ...layered('masks it', `${NO}{mask-image:linear-gradient(transparent,transparent);}`),
  ...layered('changes the order', `${NO}{order:9;}`),
  ...layered('turns it by itself', `${NO}{rotate:180deg;scale:.5;}`),
  ...layered('blends it into the ground', `${NO}{mix-blend-mode:difference;}`),
  ...layered(
    'makes it look forbidden',
    `${NO}{cursor:not-allowed;text-transform:lowercase;letter-spacing:-2px;}`,
  ),
  ...layered('pushes its text out', `${NO}{text-indent:-9999px;overflow:hidden;}`),
  ...layered('zooms it down', `${NO}{zoom:.4;}`),
  ...layered('makes it look like a link', `${NO}{background:none;border:0;box-shadow:none;color:#777;}`),
  ...layered('makes both unreadable', `${BOTH}{color:#eee;background:#fff;}`),
  ...layered(
    'fades both in very slowly',
    `${BOTH}{animation:late 99s;}@keyframes late{from{opacity:0}to{opacity:1}}`,
  ),
  ...layered('changes them by a transition', `*{transition:all 60s 5s;}`),
  ...layered(
    'lays a pseudo-element over it',
    `${NO}{position:relative;}${NO}::before{content:'';position:absolute;inset:0;background:#fff;}`,
  ),
  ...layered(
    'lays a pseudo-element over all of it',
    `sayso-banner::after{content:'';position:fixed;inset:0;background:#fff;}`,
  ),
  ...layered('hides what holds them', 'sayso-banner>div{display:none;}'),
  ...layered('hides the banner', 'sayso-banner{display:none;}'),
  ...layered('makes the banner tiny', 'sayso-banner{width:1px;height:1px;max-height:1px;overflow:hidden;}'),
  ...layered('moves the banner away', 'sayso-banner{inset:200vh auto auto 0;}'),
  ...layered('fades the banner', 'sayso-banner{opacity:.05;filter:blur(9px);}'),
  ...css(
    'restyles everything',
    '*{font-size:9px;opacity:.9;color:#999;letter-spacing:4px;transform:rotate(1deg);}',
  ),
  {
    does: 'transforms, clips and fades what the banner is in',
    before:
      '<style>html{filter:blur(1px)}body{transform:translateX(-200vw) scale(.1)!important;clip-path:inset(50%);opacity:.01;overflow:hidden;contain:paint;perspective:1px;will-change:filter}</style>',
  },
  {
    does: 'lays a box over the window, as high as there is',
    before: '<div style="position:fixed;inset:0;z-index:2147483647;background:#fff">Welcome!</div>',
  },
  {
    does: 'lays a frame over the window',
    before:
      '<iframe srcdoc="Welcome" style="position:fixed;inset:0;width:100%;height:100%;z-index:2147483647"></iframe>',
  },
  script(
    'gives it a weak style attribute',
    "no.style.cssText = 'opacity:.1!important;font-size:6px!important'",
  ),
  script('gives the banner a style attribute', "host.style.cssText = 'inset:auto auto -500px 0!important'"),
  script('takes the style sheet away', 'document.adoptedStyleSheets = []'),
  script('empties the style sheet', "document.adoptedStyleSheets.forEach((sheet) => sheet.replaceSync(''))"),
  script('takes the button out', 'no.remove()'),
  script('gives it another name', "no.textContent = 'Learn more'"),
  script('changes its text node', "no.firstChild.data = 'Not now'"),
  script('exchanges the names', '[no.textContent, yes.textContent] = [yes.textContent, no.textContent]'),
  script(
    'exchanges what they say they do',
    "no.dataset.action = 'accept-all'; yes.dataset.action = 'reject-all'",
  ),
  script('exchanges their places', 'no.before(yes)'),
  script('disables it', 'no.disabled = true'),
  script(
    'hides it by attributes',
    "no.hidden = true; no.setAttribute('aria-hidden', 'true'); no.tabIndex = -1",
  ),
  script(
    'makes the banner inert',
    "host.inert = true; host.setAttribute('aria-hidden', 'true'); host.hidden = true",
  ),
  script(
    'lays something over it inside the banner',
    "no.parentElement.insertAdjacentHTML('beforeend', '<div style=\"position:absolute;inset:0;background:#fff;z-index:9\"></div>')",
  ),
  script('closes the banner', 'host.hidePopover()'),
  script('makes the banner no popover', "host.removeAttribute('popover')"),
  script(
    'covers it with a popover',
    "const p = document.createElement('div'); p.popover = 'manual'; p.style.cssText = 'inset:0;width:100vw;height:100vh;background:#fff'; p.textContent = 'Hello'; document.body.append(p); p.showPopover()",
  ),
  script(
    'covers it with a popover that lets clicks through',
    "const p = document.createElement('div'); p.popover = 'manual'; p.style.cssText = 'inset:0;width:100vw;height:100vh;background:#fff;pointer-events:none'; p.textContent = 'Hello'; document.body.append(p); setTimeout(() => p.showPopover(), 300)",
  ),
  script(
    'covers it with a dialog that is not modal',
    "const d = document.createElement('dialog'); d.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;z-index:2147483647'; document.body.append(d); d.show()",
  ),
  script('takes the banner out', 'host.remove()'),
  script(
    'puts the banner into something hidden',
    "const h = document.createElement('div'); h.style.display = 'none'; document.body.append(h); h.append(host)",
  ),
  script('empties the body', "document.body.innerHTML = '<main>Hydrated</main>'"),
  script(
    'copies itself',
    "const copy = document.body.innerHTML; setTimeout(() => document.body.insertAdjacentHTML('beforeend', copy.replace(/<script[^]*?<\\\\/script>/g, '')), 300)",
  ),
  early(
    'writes hundreds of cookies at once',
    "for (let i = 0; i < 300; i++) document.cookie = 'tracker' + i + '=' + 'x'.repeat(60)",
  ),
  early(
    'writes what it likes into the page',
    "document.write('<style>button{display:none}</style><p>Written</p>')",
  ),
  early(
    'writes into every object',
    "for (const name of ['hidden', 'disabled', 'inert', 'style', 'class', 'popover', 'layout', 'capture', 'analytics', 'granted', 'screen']) Object.prototype[name] = 'x'",
  ),
  early(
    'wraps fetch, JSON and beacons',
    'const f = fetch; window.fetch = (...a) => f(...a); JSON.parse = ((p) => (...a) => p(...a))(JSON.parse); navigator.sendBeacon = () => true',
  ),
  early(
    'changes its body all the time',
    'setInterval(() => document.body && (document.body.dataset.n = Math.random()), 4)',
  ),
  early(
    'makes elements without end',
    'new MutationObserver(() => { if (document.querySelectorAll("i").length < 2000) document.body?.append(document.createElement("i")) }).observe(document, { childList: true, subtree: true })',
  ),
  early(
    'freezes what it finds',
    'Object.freeze(Element.prototype); Object.freeze(Document.prototype); Object.freeze(Node.prototype)',
  ),
];

/** Against these the buttons can't be held. What counts holds: nobody's yes is recorded, not even by a click. */
export const SAFE: Hostile[] = [
  script(
    'weakens the button again and again',
    "setInterval(() => document.querySelector('sayso-banner [data-action=reject-all]')?.style.setProperty('opacity', '0', 'important'), 20)",
  ),
  script(
    'takes the banner out again and again',
    "new MutationObserver(() => document.querySelector('sayso-banner')?.remove()).observe(document, { childList: true, subtree: true }); host.remove()",
  ),
  script(
    'renames the button again and again',
    "setInterval(() => { const b = document.querySelector('sayso-banner [data-action=reject-all]'); if (b) b.textContent = 'Later' }, 20)",
  ),
  script(
    'gives the banner a shadow',
    "host.attachShadow({ mode: 'open' }).innerHTML = '<p>Nothing to see</p>'",
  ),
  early(
    'takes the name of the element',
    "customElements.define('sayso-banner', class extends HTMLElement { connectedCallback() { this.innerHTML = '<button>Go on</button>' } })",
  ),
  early(
    'makes its body inert for good',
    'setInterval(() => document.body && (document.body.inert = true), 20)',
  ),
  early('shows nothing at all', "document.documentElement.style.setProperty('display', 'none', 'important')"),
  early(
    'has styles computed as it likes',
    "window.getComputedStyle = () => ({ getPropertyValue: () => 'none', content: 'x' })",
  ),
  early('says of every place that nothing is there', 'Document.prototype.elementFromPoint = () => null'),
  early('swallows listeners', 'EventTarget.prototype.addEventListener = () => {}'),
  early('stops the clock', 'window.setTimeout = window.requestAnimationFrame = () => 0'),
  early('breaks promises', "Promise.prototype.then = () => { throw new Error('no') }"),
  early(
    'breaks JSON and fetch',
    "JSON.stringify = () => { throw new Error('no') }; window.fetch = () => Promise.reject(new Error('no'))",
  ),
];
