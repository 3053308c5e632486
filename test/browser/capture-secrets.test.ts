import fc from 'fast-check';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { ALL, begun, captured, openCapture } from './capture-scene.ts';
import { PLACES } from './sensitive-places.ts';
import { settle, until, type Visitor } from './visitor.ts';

/** What the page is made of: another word each time. */
let base = '';

const scene = openCapture(
  {
    sources: ALL,
    hashRoutes: true,
    selectors: {
      product: '.theme',
      id: '.theme @data-id',
      name: 'textarea',
      addToCart: 'button',
      cartCount: 'p',
    },
  },
  (collector) =>
    new Proxy(
      {},
      {
        get: (_, path) =>
          /^\/(account|shop)\/mine/.test(String(path)) ? { html: html(collector) } : undefined,
      },
    ),
  (policy) => {
    // Everything that can be made may be.
    policy.purposes.find(({ id }: { id: string }) => id === 'marketing').events = ['identify'];
    policy.purposes.find(({ id }: { id: string }) => id === 'analytics').events.push('add_to_wishlist');
  },
);

/** A word in small letters of no language, and none that cleaning would take for a number or a code. */
const word = fc
  .array(fc.constantFrom(...'bcdfghklmnpqrstvwxz'), { minLength: 7, maxLength: 9 })
  .map((letters) => `${letters.join('')}`);

/** Each place has a secret of its own, so that one that comes out says from where. */
const secretOf = (base: string, n: number): string =>
  `${base}${[...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}z`;

const html = (collector: string): string => `<script>
    document.title = location.pathname.startsWith('/account') ? '${secretOf(base, 901)}' : 'A shop';
    window.dataLayer = [];
    function gtag() { dataLayer.push(arguments); }
    addEventListener('click', (event) => { event.preventDefault(); });
    addEventListener('submit', (event) => { event.preventDefault(); });
  </script>
  <script src="${collector}/s/demo.js" data-region="DE"></script>
  <h1 style="margin-bottom: 4000px">Places</h1><button>Harmless</button><p>0</p>
  ${PLACES.map(([, place], n) => place(secretOf(base, n))).join('\n')}
  <div class="theme" data-id="mug"><textarea>${secretOf(base, 902)}</textarea></div>
  <input id="typed"><textarea id="long"></textarea><div id="edited" contenteditable></div><input id="file" type="file">
  <script>
    // As the store itself may.
    void document.querySelector('#typed').value;
    for (const host of document.querySelectorAll('[data-shadow]')) {
      const mode = host.dataset.shadow;
      const words = host.textContent;
      host.textContent = '';
      host.attachShadow({ mode }).innerHTML =
        (mode === 'open' ? '<input value="' + words + '"><button>Inside</button>' : '<button>' + words + '</button>');
    }
  </script>`;

/** Who reads what somebody typed is told of: ours, or the page itself. */
const trap = (): void => {
  const { isRead } = window as unknown as { isRead(what: string, from: string): void };
  const note = (what: string): void => isRead(what, `${new Error().stack}`);
  const watched: [object, string[]][] = [
    [
      HTMLInputElement.prototype,
      ['value', 'defaultValue', 'valueAsNumber', 'valueAsDate', 'checked', 'files'],
    ],
    [HTMLTextAreaElement.prototype, ['value', 'defaultValue', 'textLength']],
    [HTMLSelectElement.prototype, ['value', 'selectedIndex', 'selectedOptions']],
    [HTMLOptionElement.prototype, ['value', 'text', 'label', 'selected']],
    [HTMLButtonElement.prototype, ['value']],
    [HTMLElement.prototype, ['innerText', 'outerText']],
    [ClipboardEvent.prototype, ['clipboardData']],
    [KeyboardEvent.prototype, ['key', 'code']],
    [InputEvent.prototype, ['data']],
  ];
  for (const [owner, names] of watched) {
    for (const name of names) {
      const { get, ...rest } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
      Object.defineProperty(owner, name, {
        ...rest,
        get() {
          if (!(this instanceof Element && this.closest('sayso-banner'))) note(name);
          return get?.call(this);
        },
      });
    }
  }
  const { getAttribute } = Element.prototype;
  Element.prototype.getAttribute = function (name) {
    if (name === 'value') note('getAttribute value');
    return getAttribute.call(this, name);
  };
  const before = window.FormData;
  window.FormData = class extends before {
    constructor(...given: ConstructorParameters<typeof before>) {
      note('FormData');
      super(...given);
    }
  };
};

/** What a visitor does: types, presses everything, sends every form, goes on, and leaves. */
async function doAll(page: Page, secret: (n: number) => string): Promise<void> {
  for (const [id, n] of [
    ['typed', 910],
    ['long', 911],
    ['edited', 912],
  ] as const) {
    await page.locator(`#${id}`).focus();
    await page.keyboard.type(secret(n));
  }
  await page
    .locator('#file')
    .setInputFiles({ name: `${secret(913)}.txt`, mimeType: 'text/plain', buffer: Buffer.from(secret(914)) });
  await page.evaluate((copied) => {
    const data = new DataTransfer();
    data.setData('text/plain', copied);
    document.body.dispatchEvent(new ClipboardEvent('copy', { bubbles: true, clipboardData: data }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData: data }));
  }, secret(915));
  // As trusted as a person's, and far quicker.
  await page.evaluate(() => {
    for (const form of document.querySelectorAll('form')) form.requestSubmit();
  });
  const pressed = page.locator('a, button, [role=button], input[type=submit], input[type=image]');
  const client = await page.context().newCDPSession(page);
  for (const element of await pressed.elementHandles()) {
    await element.evaluate((one) => (one as Element).scrollIntoView({ block: 'center' }));
    const box = await element.boundingBox();
    if (!box) continue;
    const where = {
      x: box.x + Math.min(4, box.width / 2),
      y: box.y + box.height / 2,
      button: 'left',
      clickCount: 1,
    } as const;
    await client.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...where });
    await client.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...where });
  }
  await page.evaluate(() => scrollTo(0, 99_999));
  await page.waitForTimeout(300);
  // On without a load, by a page of an account, whose title stays a while.
  await page.evaluate(
    async ([query, title]) => {
      const go = (to: string): void => history.pushState({ query }, '', `${to}?q=${query}#${query}`);
      go('/shop/next');
      go('/account/next');
      document.title = `${title}`;
      await new Promise((done) => setTimeout(done, 100));
      go('/shop/then');
      go('/shop/last');
    },
    [secret(916), secret(917)],
  );
}

async function leak(visitor: Visitor): Promise<string[]> {
  const { page } = visitor;
  const { store, collector } = scene.shop;
  const secret = (n: number): string => secretOf(base, n);
  const address = `?q=${secret(904)}&s=${secret(905)}&mail=${secret(906)}&gclid=${secret(907)}#${secret(908)}`;
  // On a page of an account, its title is its owner's too.
  for (const path of ['/shop/mine', '/account/mine']) {
    await page.goto(store + path + address, { referer: `${store}/shop/before?q=${secret(909)}` });
    await begun(visitor, 'selectors');
    await page.waitForTimeout(1000);
    await doAll(page, secret);
    await settle(page);
  }
  await page.goto(`${store}/privacy?region=DE`);
  await settle(page);
  const said = visitor.requests
    .filter((request) => request.url().startsWith(collector))
    .flatMap((request) => [request.url(), request.postData() ?? '', ...Object.values(request.headers())])
    .join('\n')
    .toLowerCase();
  const all = [
    ...PLACES.map(([name], n) => [name, n] as const),
    ...Array.from({ length: 17 }, (_, n) => [`place ${901 + n}`, 901 + n] as const),
  ];
  return all.flatMap(([name, n]) => {
    const forms = [secret(n), Buffer.from(secret(n)).toString('base64').slice(0, -4).toLowerCase()];
    return forms.some((form) => said.includes(form)) ? [`${name}: ${secret(n)}`] : [];
  });
}

test('no word from any of two hundred kinds of places ever leaves, with every source on', {
  timeout: 240_000,
}, async () => {
  expect(new Set(PLACES.map(([name]) => name)).size).toBeGreaterThanOrEqual(200);
  const visitor = await scene.returning();
  const reads: string[] = [];
  let others = 0;
  await visitor.context.exposeFunction('isRead', (what: string, from: string) => {
    const ours = from.includes(scene.shop.collector);
    // The banner is closed with a key.
    if (ours && (what !== 'key' || /\/assets\/\w+\/(capture|source|products)/.test(from))) reads.push(what);
    else others++;
  });
  await visitor.page.addInitScript(trap);
  await fc.assert(
    fc.asyncProperty(word, async (next) => {
      base = next;
      expect(await leak(visitor)).toEqual([]);
    }),
    { numRuns: 2, endOnFailure: true },
  );
  expect(reads).toEqual([]);
  expect(others).toBeGreaterThan(0);
  // And it was not for want of looking.
  const made = await until(async () => {
    const events = await captured(visitor, /./);
    return events.length > 100 ? events : null;
  }, 'the events');
  const names = new Set(made.map(({ name }) => name));
  expect(names).toEqual(
    new Set([
      'page_view',
      'click',
      'form_submit',
      'scroll',
      'engagement',
      'web_vital',
      'error',
      'view_cart',
      'view_item',
    ]),
  );
  expect(['Harmless', 'Inside', 'A shop'].filter((word) => !JSON.stringify(made).includes(word))).toEqual([]);
});
