import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { publish } from './publish.ts';
import { openScene } from './scene.ts';
import { until, type Visitor } from './visitor.ts';

const guide = readFileSync(new URL('../../docs/connections.md', import.meta.url), 'utf8');
/** The stub as docs/connections.md says, letter for letter. */
const STUB = /```html\n(<script>\n {2}window\.__gpp[\s\S]*?<\/script>)\n```/.exec(guide)?.[1] ?? '';

/** What an ad tag does by the IAB's documents: it listens, and reads when the signal is ready. */
const TAG = `
  window.heard = [];
  window.read = [];
  __gpp('addEventListener', (event, success) => {
    heard.push([event.eventName, event.data, success]);
    if (event.pingData.signalStatus !== 'ready') return;
    __gpp('getField', (value) => read.push([event.pingData.gppString, value]), 'usnat.SaleOptOut');
  });
  __gpp('ping', ({ cmpStatus }) => { window.first = cmpStatus; });
`;

/** What a tag in a frame does: it looks for the locator, and asks by message. */
const FRAME = `<script>
  addEventListener('message', ({ data }) => { if (data.__gppReturn) window.answer = data.__gppReturn; });
  setInterval(() => {
    if (parent.frames['__gppLocator'])
      parent.postMessage({ __gppCall: { command: 'getField', parameter: 'usnat.SaleOptOut', callId: 7 } }, '*');
  }, 100);
</script>`;

const scene = openScene({
  csp: 'strict',
  pages: (collector) => {
    const page = (region: string, more = '') =>
      `${STUB}<script>${TAG}</script>${more}<script async src="${collector}/s/demo.js" data-region="${region}"></script>`;
    return {
      '/us': { html: page('US') },
      '/california': {
        html: page('US-CA', `<iframe id="ad" srcdoc="${FRAME.replaceAll('"', '&quot;')}"></iframe>`),
      },
      '/germany': { html: page('DE') },
      '/strict': {
        headers: {
          'content-security-policy': `default-src 'none'; script-src 'nonce-n'; connect-src ${collector}; require-trusted-types-for 'script'; trusted-types 'none'`,
        },
        html: `<script nonce="n" src="${collector}/s/demo.js" data-region="US"></script>`,
      },
    };
  },
});

beforeAll(() =>
  publish(scene.shop, (policy) => {
    policy.connections = { gpp: true };
  }),
);

interface TagWindow {
  heard: [name: string, data: unknown, success: boolean][];
  read: [gppString: string, value: unknown][];
  first: string;
}
const tag = ({ page }: Visitor): Promise<TagWindow> =>
  page.evaluate(() => {
    const { heard, read, first } = window as unknown as TagWindow;
    return { heard, read, first };
  });
const ready = (visitor: Visitor) => until(async () => (await tag(visitor)).read.at(-1), 'the signal');

/** An answer of `__gpp`, of which not all can leave the page. */
const ask = ({ page }: Visitor, command: string, parameter?: string): Promise<unknown> =>
  page.evaluate(
    ([name, more]) =>
      new Promise((done) =>
        (window as unknown as { __gpp(...call: unknown[]): void }).__gpp(
          name,
          (data: unknown) => done(data),
          more,
        ),
      ),
    [command, parameter],
  );

describe('an ad tag that asks __gpp', () => {
  test('before anything has loaded is answered, waits, and reads that nobody has opted out', async () => {
    const visitor = await scene.visit();
    await visitor.open('/us');
    expect(await ready(visitor)).toEqual(['DBABLA~CVQqAAAAAACA.QA', 2]);
    const { heard, first } = await tag(visitor);
    expect(first).toBe('stub');
    expect(heard.map(([name, data]) => `${name} ${data}`)).toEqual([
      'listenerRegistered true',
      'cmpDisplayStatus null',
      'cmpStatus loaded',
      'signalStatus ready',
    ]);
    expect(visitor.errors).toEqual([]);
  });

  test('hears of an opt-out at once, and of nothing that it may use between', async () => {
    const visitor = await scene.visit();
    await visitor.open('/us');
    await ready(visitor);
    await visitor.act('reject-all');
    await until(async () => (await tag(visitor)).read.length > 1, 'the change');
    const { heard, read } = await tag(visitor);
    expect(read).toEqual([
      ['DBABLA~CVQqAAAAAACA.QA', 2],
      ['DBABLA~CVQVAAAAAACA.QA', 1],
    ]);
    expect(heard.slice(-3).map(([name, data]) => `${name} ${data}`)).toEqual([
      'signalStatus not ready',
      'sectionChange usnat',
      'signalStatus ready',
    ]);
  });

  test('reads the opt-out of a browser that sends Global Privacy Control, and the signal itself', async () => {
    const visitor = await scene.visit({ gpc: { header: true } });
    await visitor.open('/us');
    expect(await ready(visitor)).toEqual(['DBABLA~CVQVAAAAAACA.YA', 1]);
  });

  test("reads the state's own section beside the national one, also from a frame", async () => {
    const visitor = await scene.visit();
    await visitor.open('/california');
    await ready(visitor);
    expect(await ask(visitor, 'ping')).toMatchObject({ applicableSections: [7, 8] });
    expect(await ask(visitor, 'getField', 'usca.SharingOptOut')).toBe(2);
    const frame = visitor.page.frames().find((one) => one.url() === 'about:srcdoc');
    const answer = await until(
      () => frame?.evaluate(() => (window as unknown as { answer?: object }).answer),
      'the answer to the frame',
    );
    expect(answer).toEqual({ returnValue: 2, success: true, callId: 7 });
  });

  test('is told outside the United States that no section applies', async () => {
    const visitor = await scene.visit();
    await visitor.open('/germany');
    expect(await ready(visitor)).toEqual(['DBAA', null]);
    expect(await ask(visitor, 'ping')).toMatchObject({ applicableSections: [-1], sectionList: [] });
  });

  test('can grant nothing, and makes no receipt', async () => {
    const visitor = await scene.visit();
    await visitor.open('/us');
    await ready(visitor);
    await visitor.act('reject-all');
    const refused = async () => (await visitor.receipts()).some(({ method }) => method === 'reject-all');
    await until(refused, 'the receipt of the no');
    const before = (await visitor.receipts()).length;
    for (const command of ['accept', 'setFieldValue', 'constructor', 'setGppString'])
      expect(await ask(visitor, command, 'usnat.SaleOptOut')).toBeNull();
    expect(await ask(visitor, 'getField', 'usnat.SaleOptOut')).toBe(1);
    expect((await visitor.receipts()).length).toBe(before);
  });
});

test('it works under a strict content security policy with Trusted Types', async () => {
  const visitor = await scene.visit();
  const found: string[] = [];
  await visitor.context.exposeFunction('forbidden', (what: string) => found.push(what));
  await visitor.context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      (window as unknown as { forbidden(what: string): void }).forbidden(
        `${effectiveDirective} ${blockedURI}`,
      ),
    );
  });
  await visitor.open('/strict');
  await until(
    () => visitor.page.evaluate(() => typeof (window as unknown as { __gpp?: unknown }).__gpp === 'function'),
    '__gpp',
  );
  expect(await ask(visitor, 'ping')).toMatchObject({
    cmpStatus: 'loaded',
    gppString: 'DBABLA~CVQqAAAAAACA.QA',
  });
  expect(await visitor.page.evaluate(() => '__gppLocator' in window.frames)).toBe(true);
  expect(found).toEqual([]);
  expect(visitor.errors).toEqual([]);
});
