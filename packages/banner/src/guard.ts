import { guardClicks } from './guard-clicks.ts';
import { type Flaw, findFlaw } from './guard-flaws.ts';
import type { Mender } from './guard-mend.ts';
import { openRoom } from './guard-room.ts';
import type { Host } from './host.ts';

/** Milliseconds between two looks at a page that changes, and at one that does not, but by rules that no event tells of. */
const SHORT = 250;
const LONG = 2000;
/** So often in a row, each time after twice the wait, what the page did is put right: half a minute. */
const PATIENCE = 8;

/**
 * Guards what is on the screen against the page: looks after each change and now and then, puts right what
 * was weakened, covered, rewritten or taken away, says so once per kind in the console, and gives up on a page that
 * never stops. A click that agrees counts only if nothing is wrong at that moment. `style`: the first layer's rules;
 * `changed` decides whether the banner is to come, go or be put back. Returns the function that ends it.
 */
export function openGuard(host: Host, style: string, changed: () => void): () => void {
  const { element } = host;
  const stop = new AbortController();
  const { signal } = stop;
  const said = new Set<string>();
  const room = openRoom(host);
  let mender: Mender | undefined;
  let isFetched = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let tick: ReturnType<typeof setTimeout> | undefined;
  let next = 0;
  let inARow = 0;
  let lastBad = 0;
  let moved = true;
  let there = false;
  let over = false;

  const say = (kind: string, text: string): void => {
    if (!said.has(kind)) console.warn(`Sayso: ${text}`);
    said.add(kind);
  };
  const flaw = (): Flaw | undefined => findFlaw(host, changed, mender);
  const listen = guardClicks(
    element,
    // Who clicks as it changes back saw what it was before.
    () =>
      Date.now() - lastBad < 2 * SHORT
        ? { kind: 'look', what: 'the banner had just been put right' }
        : flaw(),
    (why) => {
      say('click', why);
      next = 0;
      wake();
    },
    signal,
  );

  const fetchMender = (): void => {
    if (isFetched) return;
    isFetched = true;
    import('./guard-mend.ts').then((file) => {
      mender = file.openMender(element, style);
      wake();
    }, console.warn);
  };

  /** Puts right what is wrong. True if anything was. */
  const mend = (): boolean => {
    const lost = there && element.parentNode !== document.body;
    changed();
    there = element.isConnected;
    const gone = lost && there;
    if (gone) say('gone', 'the banner was taken out of the page; it is put back');
    let last: Flaw['kind'] | undefined;
    while (!over) {
      const found = flaw();
      // What did not help will not help now.
      if (!found || found.kind === last) break;
      if (!found.mend && !mender) {
        fetchMender();
        break;
      }
      last = found.kind;
      say(last, `${found.what}; this is put right`);
      if (found.mend) found.mend();
      else mender?.mend(found);
    }
    // Only now: what the page did to it has to be seen before.
    if (moved) mender?.keep();
    return gone || !!last;
  };

  const look = (): void => {
    waiting = undefined;
    if (over) return;
    const bad = !room.look(moved) && mend();
    moved = false;
    // What document.open() takes away, and what changed by our own hand.
    observe();
    observer.takeRecords();
    const now = Date.now();
    if (bad) {
      inARow += 1;
      lastBad = now;
    } else if (now - lastBad > LONG) inARow = 0;
    const wait = 50 << inARow;
    next = now + Math.max(SHORT, wait);
    clearTimeout(tick);
    if (inARow > PATIENCE) {
      end();
      console.warn('Sayso: the page keeps changing the banner. Until it stops, no click counts as a yes.');
    } else if (!over && there) tick = setTimeout(wake, Math.max(LONG, wait));
  };

  /** Looks in a coming frame: there are none while the page is hidden. */
  function wake(): void {
    waiting ??= setTimeout(() => requestAnimationFrame(look), Math.max(0, next - Date.now()));
  }
  const stir = (): void => {
    moved = true;
    wake();
  };
  const toggled = (event: Event): void => {
    const { target, newState } = event as ToggleEvent & { target: Element };
    const isOpen = newState === 'open';
    // The banner's own way into the top layer changes nothing that was looked at.
    if (isOpen && target === element) return;
    stir();
    // What lets clicks through hides the banner from no hit test, only from the eye: it may not stay on top.
    if (!isOpen || getComputedStyle(target).pointerEvents !== 'none') return;
    if (element.popover) element.hidePopover();
    host.raise();
  };
  const observer = new MutationObserver(stir);
  const all = { attributes: true, childList: true, subtree: true };
  const observe = (): void => {
    listen();
    observer.observe(document, all);
    observer.observe(element, { ...all, characterData: true });
    const options = { capture: true, signal };
    // A drawer that slides away changes no attribute at its end, nor does a style sheet that has come.
    for (const name of ['transitionend', 'animationend', 'resize', 'scrollend', 'load'])
      addEventListener(name, stir, options);
    addEventListener('toggle', toggled, options);
  };
  const end = (): void => {
    over = true;
    observer.disconnect();
    clearTimeout(waiting);
    clearTimeout(tick);
  };
  observe();
  wake();

  return () => {
    end();
    stop.abort();
    room.end();
    mender?.end();
    element.removeAttribute('style');
  };
}
