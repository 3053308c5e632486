/** A page laid out as stores lay theirs out. */
export interface StorePage {
  name: string;
  /** In the body, before the script. */
  html: string;
  /** Opened by a click on `#open` before one looks; only what is in it has to be reached then. */
  panel?: string;
  /** The panel leaves the controls in it to be reached by a banner that goes up, and yet is nothing to lie over. */
  isDialog?: boolean;
}

const text =
  '<p>Made by hand in small numbers, of oak that grew near here. It will look better every year.</p>';
const lines = (n: number): string =>
  Array.from({ length: n }, (_, i) => `${text}<a href="#${i}">More on ${i}</a>`).join('');
const buttons = (n: number, label: string): string =>
  Array.from({ length: n }, (_, i) => `<button type="button">${label} ${i}</button>`).join(' ');
const fields = (n: number): string =>
  Array.from({ length: n }, (_, i) => `<p><label>Field ${i} <input name="f${i}"></label></p>`).join('');
const foot = `<footer>${['Imprint', 'Returns', 'Contact', 'Jobs'].map((name) => `<a href="#f">${name}</a>`).join(' · ')}</footer>`;
const css = (rules: string): string =>
  `<style>*{box-sizing:border-box}body{margin:0;padding:16px;font:16px/1.5 sans-serif}button,input,select,footer a{min-height:40px}footer a{display:inline-block}${rules}</style>`;
/** As a store does that has a bar: its end is not under it. */
const clear = 'body{padding-bottom:180px}';
const bar = 'position:fixed;inset:auto 0 0;z-index:99;display:flex;gap:8px;padding:10px;background:#eee;';

export const STORE_PAGES: StorePage[] = [
  {
    name: 'a product with a bar to add to the cart',
    html: `${css(`${clear}#buy{${bar}}`)}<h1>Chair</h1>${lines(20)}${foot}<div id="buy"><select><option>Oak</select><button>Add to cart</button></div>`,
  },
  {
    name: 'an app-like bar of five at the bottom',
    html: `${css(`${clear}nav{${bar}justify-content:space-around}`)}<h1>Home</h1>${lines(20)}<nav>${buttons(5, 'Tab')}</nav>`,
  },
  {
    name: 'a chat bubble',
    html: `${css(clear + '#chat{position:fixed;right:20px;bottom:20px;width:60px;height:60px;border-radius:50%}')}<h1>Home</h1>${lines(20)}${foot}<button id="chat">Chat</button>`,
  },
  {
    name: 'a chat bubble above a bar',
    html: `${css(`${clear}#buy{${bar}}#chat{position:fixed;right:12px;bottom:76px;width:52px;height:52px}`)}<h1>Chair</h1>${lines(20)}<div id="buy"><button>Add to cart</button></div><div><iframe id="chat" srcdoc="Chat"></iframe></div>`,
  },
  {
    name: 'a long checkout with its button stuck to the bottom',
    html: `${css('#pay{position:sticky;bottom:0;padding:12px;background:#fff;border-top:1px solid}')}<h1>Checkout</h1><form>${fields(25)}<div id="pay"><button type="button">Place the order</button></div></form>${foot}`,
  },
  {
    name: 'a long checkout whose button is its end',
    html: `${css('')}<h1>Checkout</h1><form>${fields(25)}<button type="button">Place the order</button></form>`,
  },
  {
    name: 'a menu of many columns',
    html: `${css('nav{position:relative}#mega{position:absolute;inset:auto 0;columns:3;background:#fafafa;padding:16px;display:none}#mega.on{display:block}#mega a{display:block;min-height:32px}')}<nav><button id="open" onclick="document.querySelector('#mega').classList.add('on')">Rooms</button><div id="mega">${Array.from({ length: 60 }, (_, i) => `<a href="#m${i}">Kind ${i}</a>`).join('')}</div></nav><h1>Home</h1>${lines(25)}${foot}`,
    panel: '#mega',
  },
  {
    name: 'a bar of its own about shipping, to be closed',
    html: `${css(`${clear}#note{${bar}}`)}<h1>Home</h1>${lines(10)}${foot}<div id="note">Free shipping this week <button>Close</button></div>`,
  },
  {
    name: 'a list that grows while one scrolls',
    html: `${css('')}<h1>All</h1><div id="list">${lines(12)}</div>${foot}<script>let n = 0; addEventListener('scroll', () => { if (n++ < 12) document.querySelector('#list').insertAdjacentHTML('beforeend', '<p>Another one</p><a href="#n">Another</a>') })</script>`,
  },
  {
    name: 'frames for payment and a map',
    html: `${css('iframe{width:100%;height:120px;border:0;background:#eee}')}<h1>Pay</h1>${fields(4)}<iframe srcdoc="Card"></iframe>${text}<iframe srcdoc="Map"></iframe>${foot}`,
  },
  {
    name: 'filters beside the goods, which scroll by themselves',
    html: `${css('#shop{display:grid;grid-template-columns:140px 1fr;gap:16px}aside{position:sticky;top:0;height:100vh;overflow:auto}')}<h1>Lamps</h1><div id="shop"><aside>${Array.from({ length: 40 }, (_, i) => `<p><label><input type="checkbox"> Kind ${i}</label></p>`).join('')}</aside><main>${lines(40)}</main></div>${foot}`,
  },
  {
    name: 'an app in a fixed box that scrolls',
    html: `${css('#app{position:fixed;inset:0;overflow:auto;padding:16px;background:#fff}')}<div id="app"><h1>Home</h1>${lines(20)}${foot}</div>`,
  },
  {
    name: 'a body that does not scroll around a main that does',
    html: `${css('html,body{height:100%;overflow:hidden}body{padding:0;display:flex;flex-direction:column}header{padding:8px}main{flex:1;overflow:auto;padding:16px}')}<header>${buttons(3, 'Menu')}</header><main>${lines(20)}${foot}</main>`,
  },
  {
    name: 'a header and a toolbar that stay on top',
    html: `${css('header{position:fixed;inset:0 0 auto;background:#fff;padding:8px}main{padding-top:110px}html{scroll-padding-top:110px}')}<header>${buttons(4, 'Go')}</header><main><h1>Home</h1>${lines(20)}</main>${foot}`,
  },
  {
    name: 'a way back to the top, and a wish list, in the corners',
    html: `${css(clear + '#top,#wish{position:fixed;bottom:16px;width:48px;height:48px}#top{left:16px}#wish{right:16px}')}<h1>Home</h1>${lines(20)}${foot}<button id="top">Up</button><button id="wish">♥</button>`,
  },
  {
    name: 'a carousel with arrows',
    html: `${css('#row{display:flex;overflow-x:auto;gap:12px}#row>*{flex:0 0 220px;height:180px;background:#eee}')}<h1>New</h1><div>${buttons(2, 'Arrow')}</div><div id="row">${Array.from({ length: 12 }, (_, i) => `<div><button>Add ${i}</button></div>`).join('')}</div>${lines(6)}${foot}`,
  },
  {
    name: 'questions that unfold at its end',
    html: `${css('summary{min-height:44px}')}<h1>Help</h1>${lines(8)}${Array.from({ length: 8 }, (_, i) => `<details><summary>Question ${i}</summary>${text}<a href="#q">Answer</a></details>`).join('')}`,
  },
  {
    name: 'a total that sticks to the bottom of a table',
    html: `${css('table{width:100%}tfoot td{position:sticky;bottom:0;background:#eee;padding:10px}td{padding:10px}')}<h1>Cart</h1><table><tbody>${Array.from({ length: 24 }, (_, i) => `<tr><td>Thing ${i}<td><button>Remove</button></tr>`).join('')}</tbody><tfoot><tr><td>Total<td><button>To checkout</button></tr></tfoot></table>`,
  },
  {
    name: 'next to nothing, with links at its end',
    html: `${css('body{min-height:100vh;display:flex;flex-direction:column;justify-content:space-between}')}<h1>Soon</h1><form><input><button>Tell me</button></form>${foot}`,
  },
  {
    name: 'an offer in the corner that is no dialog',
    html: `${css(clear + '#offer{position:fixed;left:12px;bottom:12px;width:240px;padding:12px;background:#eee}')}<h1>Home</h1>${lines(20)}${foot}<div id="offer">Ten per cent off <input aria-label="Mail"><button>Yes please</button></div>`,
  },
  {
    name: 'a bar that comes when something is compared',
    html: `${css(`#compare{${bar}display:none}#compare.on{display:flex}`)}<button id="open" onclick="document.querySelector('#compare').classList.add('on')">Compare</button><h1>Lamps</h1>${lines(20)}<div id="compare">${buttons(2, 'Lamp')}</div>`,
    panel: '#compare',
  },
  {
    name: 'a cart drawer that says it is modal',
    html: `${css('#cart{position:fixed;inset:0 0 0 auto;width:min(360px,100%);transform:translateX(110%);transition:transform .2s;background:#fff;display:flex;flex-direction:column;z-index:9}#cart.on{transform:none}#cart main{flex:1;overflow:auto}')}<button id="open" onclick="document.querySelector('#cart').classList.add('on')">Cart</button><h1>Home</h1>${lines(20)}<div id="cart" role="dialog" aria-modal="true" aria-label="Cart"><button onclick="this.parentElement.classList.remove('on')" id="close">Close</button><main>${buttons(30, 'Remove')}</main><footer><button>To checkout</button></footer></div>`,
    panel: '#cart',
  },
  {
    name: 'a cart drawer that says nothing',
    html: `${css('#cart{position:fixed;inset:0 0 0 auto;width:min(420px,100%);visibility:hidden;transform:translateX(110%);transition:all .2s;background:#fff;display:flex;flex-direction:column;justify-content:space-between;z-index:9}#cart.on{transform:none;visibility:visible}')}<button id="open" onclick="document.querySelector('#cart').classList.add('on')">Cart</button><h1>Home</h1>${lines(20)}<div id="cart"><button onclick="this.parentElement.classList.remove('on')" id="close">Close</button><div>${buttons(6, 'Remove')}</div><div><input aria-label="Code"><p><button>To checkout</button> <button>Go on looking</button></p></div></div>`,
    panel: '#cart',
  },
  {
    name: 'a cart drawer that says it is a dialog, and no more',
    html: `${css('#cart{position:fixed;inset:0 0 0 auto;width:min(384px,75%);display:none;background:#fff;z-index:50}#cart.on{display:flex;flex-direction:column;justify-content:space-between}')}<button id="open" onclick="document.querySelector('#cart').classList.add('on')">Cart</button><h1>Home</h1>${lines(20)}<div id="cart" role="dialog" tabindex="-1"><button onclick="this.parentElement.classList.remove('on')" id="close">Close</button>${text}<p><button>View cart</button> <button>To checkout</button></p></div>`,
    panel: '#cart',
    isDialog: true,
  },
  {
    name: 'a native dialog',
    html: `${css('')}<button id="open" onclick="document.querySelector('#sizes').showModal()">Sizes</button><h1>Shoe</h1>${lines(20)}<dialog id="sizes">${buttons(20, 'Size')}<button id="close" onclick="this.parentElement.close()">Close</button></dialog>`,
    panel: '#sizes',
  },
];
