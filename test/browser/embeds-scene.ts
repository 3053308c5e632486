import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { publish } from './publish.ts';
import { openScene } from './scene.ts';
import { until, type Visitor } from './visitor.ts';

/** Somebody else's server: scripts that say that they ran, and pages for frames. Slow ones take their time. */
const others = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://others');
  const name = url.searchParams.get('n') ?? '';
  const answer = (): void => {
    if (url.pathname.endsWith('.js')) {
      response.setHeader('content-type', 'text/javascript');
      response.setHeader('access-control-allow-origin', '*');
      response.end(`(window.ran ??= []).push(${JSON.stringify(name)})`);
    } else {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><title>Video</title><button>Play</button>`);
    }
  };
  if (url.searchParams.has('slow')) setTimeout(answer, 300);
  else answer();
});
export const other = await new Promise<string>((resolve) => {
  others.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(others.address() as AddressInfo).port}`));
});
afterAll(() => others.close());

const says = (name: string): string => `(window.ran ??= []).push('${name}')`;
const inline = (name: string, more = 'data-purpose="marketing"'): string =>
  `<script type="text/plain" ${more}>${says(name)}</script>`;
const src = (name: string, more = '', slow = ''): string =>
  `<script type="text/plain" data-purpose="marketing" src="${other}/x.js?n=${name}${slow}" ${more}></script>`;

const FRAME = `<iframe id="video" style="width:400px;height:260px;border:0" data-purpose="marketing" data-src="${other}/video"></iframe>`;

export const scene = openScene({
  pages: (collector) => {
    const sayso = `<script src="${collector}/s/demo.js" data-region="DE"></script><button data-sayso="open">Privacy</button>`;
    const page = (html: string, headers = {}) => ({ html: sayso + html, headers });
    const strict = (more: string) => ({
      'content-security-policy': `default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; frame-src ${other}; connect-src ${collector}; ${more}`,
    });
    const nonced = sayso.replace('<script', '<script nonce="n"');
    const kinds = [
      inline('1'),
      src('2', '', '&slow'),
      inline('3'),
      src('defer', 'defer'),
      `<script type="text/plain" data-type="module" data-purpose="marketing">${says('module')}</script>`,
      src('module-src', 'data-type="module" crossorigin'),
      src('async', 'async'),
      inline('4', 'data-purpose="marketing analytics"'),
      inline('unknown', 'data-purpose="marketing typo"'),
      inline('empty', 'data-purpose=""'),
      inline('needed', 'data-purpose="necessary"'),
      src('5', 'integrity="sha256-AAAA" crossorigin'),
      '<p>The end</p>',
    ].join('\n');
    return {
      '/kinds': page(kinds),
      '/frame': page(`<h1>A page</h1>${FRAME}<p id="after">After</p>`),
      '/small': page('<iframe width="1" height="1" data-purpose="marketing" data-src="/x"></iframe>'),
      '/sandboxed': page(FRAME.replace('<iframe', '<iframe sandbox="allow-scripts"')),
      '/media': page(
        `<img alt="" data-purpose="marketing" data-src="${other}/i.png"><link rel="stylesheet" data-purpose="marketing" data-href="${other}/s.css"><iframe data-purpose="marketing" data-src="javascript:parent.ran=['bad']"></iframe>`,
      ),
      '/empty': page('<p>Nothing waits</p>'),
      '/a/b/cups': page('<p>Cups</p>'),
      '/strict': {
        headers: strict(''),
        html: `${nonced}${inline('mine', 'nonce="n" data-purpose="marketing"')}${src('mine-src', 'nonce="n"')}${inline('slipped-in')}${src('slipped-in-src')}${FRAME.replace(/style="[^"]*"/, 'width="400" height="260"')}`,
      },
      '/trusted': {
        headers: strict("require-trusted-types-for 'script'; trusted-types 'none'"),
        html: `${nonced}${inline('first', 'nonce="n" data-purpose="marketing"')}${src('second', 'nonce="n"', '&slow')}${inline('third', 'nonce="n" data-purpose="marketing"')}`,
      },
    };
  },
});

beforeAll(() =>
  publish(scene.shop, (policy) => {
    policy.region = { trustPage: true };
    for (const purpose of policy.purposes) {
      if (purpose.id === 'necessary') Object.assign(purpose, { cookies: ['_ga_kept'] });
      if (purpose.id === 'analytics')
        Object.assign(purpose, { cookies: ['_ga', '_ga_*'], storage: ['_an*'] });
      if (purpose.id === 'marketing') {
        Object.assign(purpose, {
          cookies: ['_fbp', { name: '_deep', path: '/a/b' }],
          storage: ['_ad*'],
          hosts: ['cdn.example'],
        });
      }
    }
  }),
);

export const ran = ({ page }: Visitor): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { ran?: string[] }).ran ?? []);
export const askedOthers = ({ requests }: Visitor): string[] =>
  requests.map((request) => request.url()).filter((url) => url.startsWith(other));
export const bundle = ({ asked }: Visitor): string[] => asked.filter((path) => path.endsWith('/embeds.js'));
export const loaded = async (visitor: Visitor): Promise<void> => {
  await until(() => bundle(visitor).length, 'the file');
  await visitor.page.waitForTimeout(300);
};

export async function withPage(path: string, run: (visitor: Visitor) => Promise<void>): Promise<void> {
  const visitor = await scene.visit();
  await visitor.open(path);
  await run(visitor);
  await visitor.close();
}
