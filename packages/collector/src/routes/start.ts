import { html } from 'hono/html';
import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { page } from '../http/page.ts';

/** Asks for the counts once a second while the page is looked at. */
const SCRIPT = `const show=async()=>{if(!document.hidden)try{const counts=await(await fetch('/counts')).json();
for(const[name,count]of Object.entries(counts))document.getElementById(name).textContent=count}catch{}};
setInterval(show,1000)`;

/** `GET /`: where to go from here. The counts are shown in the demo only: they are the store's business. */
export const getStart = (deps: Deps) =>
  async function start(c: Request): Promise<Response> {
    const { demo, demoOrigins } = deps.options;
    const counts = demo ? await countsOf(deps) : null;
    return page(c, {
      title: 'Sayso collector',
      body: html`<h1>Sayso collector</h1>
<p>Nothing is captured without the visitor's say-so, and anyone can check it.</p>
${
  counts
    ? html`<dl>
<div><dt>Receipts</dt><dd id="receipts">${counts.receipts}</dd></div>
<div><dt>Events accepted</dt><dd id="accepted">${counts.accepted}</dd></div>
<div><dt>Events refused</dt><dd id="refused">${counts.refused}</dd></div>
</dl>
<p>Open <a href="${demoOrigins[0] ?? '#'}">the demo store</a>, choose, and watch the numbers.</p>`
    : ''
}
<ul>
${
  demo
    ? html`<li><a href="/v1/demo/policy">Policy of the demo store</a> and <a href="/v1/demo/policies">its history</a></li>
<li><a href="/v1/demo/opt-out">Opt out without JavaScript</a></li>`
    : ''
}
<li><a href="/.well-known/gpc.json">Global Privacy Control</a></li>
<li><a href="/.well-known/jwks.json">Public keys of the receipts</a></li>
<li><a href="/healthz">Alive</a>, <a href="/readyz">ready</a></li>
</ul>`,
      ...(counts ? { script: SCRIPT } : {}),
    });
  };

/** `GET /counts`, in the demo only. */
export const getCounts = (deps: Deps) =>
  async function counts(c: Request): Promise<Response> {
    return c.json(await countsOf(deps));
  };

async function countsOf({ store }: Deps): Promise<{ receipts: number; accepted: number; refused: number }> {
  const site = await store.site('demo');
  return (await site?.counts()) ?? { receipts: 0, accepted: 0, refused: 0 };
}
