import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { names, until, type Visitor } from './visitor.ts';

const scene = openScene({
  csp: 'strict',
  pages: (collector) => ({
    '/trusted': {
      headers: {
        'content-security-policy': `default-src 'none'; script-src 'nonce-n'; connect-src ${collector}; require-trusted-types-for 'script'; trusted-types 'none'`,
      },
      html: `<script src="${collector}/s/demo.js" data-region="DE" nonce="n"></script><button data-sayso="open">Privacy</button>`,
    },
    '/only-the-script': {
      headers: {
        'content-security-policy': `default-src 'none'; script-src ${collector}/s/demo.js 'nonce-n'; connect-src ${collector}`,
      },
      html: `<script nonce="n">sayso = [['on', 'refused', ({ name, reason }) => (window.told ??= []).push([name, reason])]]</script><script src="${collector}/s/demo.js" data-region="DE"></script>`,
    },
  }),
});

/** What `/only-the-script` was told of as refused. */
const told = ({ page }: Visitor): Promise<[name: string | undefined, reason: string][]> =>
  page.evaluate(() => Reflect.get(window, 'told') ?? []);

/** What the browser says that the page's policy forbids. */
async function violations({ context }: Visitor): Promise<string[]> {
  const found: string[] = [];
  await context.exposeFunction('forbidden', (what: string) => found.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      (window as unknown as { forbidden(what: string): void }).forbidden(
        `${effectiveDirective} ${blockedURI}`,
      ),
    );
  });
  return found;
}

async function useAll(visitor: Visitor, path = '/?region=DE'): Promise<void> {
  const { page } = visitor;
  await visitor.open(path);
  const banner = page.locator('sayso-banner[popover]');
  await banner.waitFor();
  // Its style was let in.
  expect(await banner.evaluate((element) => getComputedStyle(element).position)).toBe('fixed');
  await visitor.openPreferences();
  expect(
    await page.locator('sayso-banner dialog').evaluate((element) => getComputedStyle(element).maxWidth),
  ).toBe('600px');
  await page.getByRole('switch', { name: 'Analytics' }).click();
  await visitor.act('save');
  await until(async () => names(await visitor.held()).includes('page_view'), 'the page_view');
  await visitor.openPreferences();
  await visitor.act('withdraw');
  await until(async () => (await visitor.receipts()).length === 2, 'the withdrawal');
}

describe.concurrent('a store with a strict content security policy', () => {
  test('needs a nonce on the script tag and the collector in connect-src, nothing else', async () => {
    const visitor = await scene.visit();
    const found = await violations(visitor);
    await useAll(visitor);
    expect(found).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });

  test('that lets in the script alone, and not what captures, is told so, and the choice holds', async () => {
    const visitor = await scene.visit();
    await visitor.open('/only-the-script');
    await visitor.act('accept-all');
    const all = await until(async () => {
      const now = await told(visitor);
      return now.some(([, reason]) => reason === 'no-file') ? now : null;
    }, 'the refusal');
    // First what forbids it, then that it is not there; of no event.
    expect(all.every(([name]) => !name)).toBe(true);
    expect([...new Set(all.map(([, reason]) => reason))]).toEqual(['csp', 'no-file']);
    await until(async () => (await visitor.receipts()).length === 1, 'the receipt');
    expect(visitor.errors).toEqual([]);
  });

  test('may enforce Trusted Types without a policy for us', async () => {
    const visitor = await scene.visit();
    const found = await violations(visitor);
    await useAll(visitor, '/trusted');
    expect(found).toEqual([]);
    expect(visitor.errors).toEqual([]);
    // It is enforced.
    await visitor.page.evaluate(() => {
      try {
        document.body.innerHTML += '';
      } catch {}
    });
    await until(() => found.length, 'a violation');
  });
});
