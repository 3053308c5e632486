// The privacy policy, and the page for what is not there.
import { html } from '../html.mjs';
import { page } from '../layout.mjs';

export const privacyPage = (visit) =>
  page(
    visit,
    'Privacy policy',
    html`<article class="prose"><h1>Privacy policy</h1>
<p class="lead">Fernwood is a demo of Sayso. It runs on one machine, and what it captures stays there.</p>
<h2>What is captured, and for what</h2>
<table><thead><tr><th>Purpose</th><th>What</th><th>Kept for</th></tr></thead><tbody>
<tr><td>Necessary</td><td>A cookie <code>cart</code> once you put something into the cart, a cookie <code>saved</code> once you save something, for a week each. Your privacy choice itself. Always on.</td><td>until then</td></tr>
<tr><td>Preferences</td><td>Which promotions you saw and chose.</td><td>180 days</td></tr>
<tr><td>Marketing</td><td>What you save for later. Off where your browser sends a Global Privacy Control signal.</td><td>180 days</td></tr>
<tr><td>Analytics</td><td>Pages you open, what you click, search for, put into the cart, and buy (what and for how much; not who).</td><td>90 days</td></tr>
</tbody></table>
<p>What you write into the checkout is not captured and not kept. Nothing is sold, nothing is sent to anyone else.</p>
<h2>Where you are decides how it starts</h2>
<p>By default nothing is captured until you say yes. As a visitor from the United States, it is captured until you say no, after a notice. As one from Japan, you are told. The demo takes the region from the switch at the foot of the page; nothing is looked up from your address.</p>
<h2>Your say</h2>
<ul><li><a data-sayso="open" href="${visit.collector}/v1/${visit.site}/opt-out">Your privacy choices</a>: change your mind at any time. A no takes effect at once.</li>
<li>Before a choice no cookie is set and nothing is requested but scripts. After a no, one cookie says so, and it is the same for everyone but for the day.</li>
<li>Only after a yes, or where the law lets capture begin with a notice, does a random identifier exist. What belongs to it can be exported and erased.</li>
<li>Without JavaScript nothing is captured. <a href="${visit.collector}/v1/${visit.site}/opt-out">Opt out without JavaScript</a>.</li></ul>
<h2>Proof</h2>
<p>Each choice is answered with a signed receipt. The <a href="${visit.collector}/v1/${visit.site}/policy">policy as a document</a> is what software reads; this page is what it means. Questions: privacy@fernwood.example, which does not exist either.</p></article>`,
  );

export const notFoundPage = (visit) =>
  page(
    visit,
    'Not here',
    html`<h1>Not here</h1><p class="lead">This page does not exist, or no longer.</p><p><a class="button" href="${visit.to('/')}">To the store</a></p>`,
  );
