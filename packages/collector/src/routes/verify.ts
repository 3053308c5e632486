import { html } from 'hono/html';
import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { page } from '../http/page.ts';

/** `GET /verify`: a page that checks a receipt in the browser. The receipt is sent nowhere. */
export const getVerify = ({ scripts }: Deps) =>
  async function verify(c: Request): Promise<Response> {
    const module = scripts.address('verify');
    return page(c, {
      title: 'Check a receipt',
      body: html`<h1>Check a receipt</h1>
<p>Choose the file of a receipt, or drop it here. It is checked in this browser and sent nowhere: this collector is asked
only for its public keys and for the proof of a hash.</p>
<p><label>Receipt <input type="file" accept=".jws,.txt,text/plain"></label></p>
<div role="status"></div>
<noscript><p>This needs JavaScript. Without it, use <code>sayso verify</code> or the steps with standard tools.</p></noscript>
<p>What this proves: the collector received this claim then, and did not change it since. What it does not prove: that a
human made the choice. To check it with tools that are not this collector’s own, run
<code>npx sayso verify receipt.jws</code> on a machine of yours.</p>`,
      ...(module === null ? {} : { module }),
    });
  };
