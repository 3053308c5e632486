import type { BrowserPolicy, ConsentState } from '@sayso/protocol';
import type { PageWindow } from '../environment.ts';
import { clockTime, type Make, maker, pairs } from './element.ts';
import { drawLine } from './line.ts';
import type { Batch, Line } from './lines.ts';
import { claimsOf } from './receipt.ts';
import { style } from './style.ts';
import { sentence } from './words.ts';

/** What the panel shows, each as it is now. */
export interface Panel {
  decision(policy: BrowserPolicy, state: ConsentState): void;
  /** A line that is new, or other than before. */
  line(line: Line): void;
  batches(batches: readonly Batch[]): void;
  remove(): void;
}

/**
 * Puts the panel into the page. What is in it is in a closed shadow root, so that neither the page's style nor its scripts
 * reach it; a click inside is no event. The panel is in English.
 */
export function openPanel(
  window: PageWindow,
  receipt: () => Promise<string | null>,
  closed: () => void,
): Panel {
  const { document } = window;
  const make = maker(document);
  const host = make('sayso-debug' as 'div', { 'data-sayso-ignore': '' });
  const title = make('h2', {}, 'Sayso');
  const decision = make('div');
  const log = make('div', { role: 'log', 'aria-label': 'Events' });
  const none = make('p', {}, 'None since this was opened. With ?sayso-debug in the address none is missed.');
  const batches = make('ul');
  const events = part(make, 'Events', none, log);
  const sent = part(make, 'Batches', batches);
  const body = make(
    'div',
    { 'data-body': '' },
    part(make, 'Decision', decision),
    events,
    sent,
    part(make, 'Receipt', ...receiptPart(make, receipt)),
  );
  for (const open of body.querySelectorAll('details:not(:last-child)')) open.setAttribute('open', '');
  const section = make('section', { 'aria-label': 'Sayso debug', lang: 'en', dir: 'ltr' });
  const small = make('button', { type: 'button', 'aria-expanded': 'true', 'aria-label': 'Details' }, '–');
  small.onclick = () => {
    const isSmall = section.toggleAttribute('data-small');
    small.setAttribute('aria-expanded', `${!isSmall}`);
    small.textContent = isSmall ? '+' : '–';
  };
  const close = make('button', { type: 'button', 'aria-label': 'Close' }, '✕');
  close.onclick = closed;
  section.append(make('header', {}, title, small, close), body);

  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  root.append(section);
  // A script in the head may ask for it before there is a body.
  const mount = (): void => document.body.append(host);
  if (document.body) mount();
  else document.addEventListener('DOMContentLoaded', mount);

  const drawn = new Map<Line, HTMLElement>();
  return {
    decision(policy, state) {
      const version = `${policy.site} · policy ${policy.version}`;
      title.replaceChildren('Sayso ', make('span', {}, policy.site ? version : 'no policy yet'));
      decision.replaceChildren(...decisionPart(make, policy, state));
    },
    line(line) {
      none.remove();
      const element = drawLine(make, line);
      const before = drawn.get(line);
      drawn.set(line, element);
      if (before) {
        // In its place, so that what was opened stays open and keeps the focus.
        before.replaceChildren(...element.childNodes);
        drawn.set(line, before);
      } else log.prepend(element);
      for (const [old, node] of [...drawn].slice(0, -MOST)) {
        drawn.delete(old);
        node.remove();
      }
    },
    batches(list) {
      const lines = [...list].reverse().map(({ at, count, status, wait }) => {
        const fine = status === 200;
        const again = wait ? `, again in ${Math.ceil(wait / 1000)} s` : '';
        const said = fine ? '✓ stored' : `✗ ${status || 'no answer'}${again}`;
        return make(
          'li',
          {},
          clockTime(make, at),
          count === 1 ? '1 event' : `${count} events`,
          make('span', { class: `end ${fine ? 'yes' : 'no'}` }, said),
        );
      });
      batches.replaceChildren(...lines);
    },
    remove() {
      document.removeEventListener('DOMContentLoaded', mount);
      host.remove();
    },
  };
}

/** So many lines are shown, the newest. */
const MOST = 300;

const part = (make: Make, name: string, ...children: Node[]): HTMLDetailsElement =>
  make('details', { 'data-part': '' }, make('summary', {}, name), ...children);

function decisionPart(make: Make, { purposes }: BrowserPolicy, state: ConsentState): Node[] {
  const { allowed, reasons, regime, region, ask, signals, choice } = state;
  const objecting = Object.entries(signals).flatMap(([name, on]) => (on ? name : []));
  const facts = [
    `${regime}, region ${region ?? 'unknown'}`,
    `signals: ${objecting.join(', ') || 'none'}`,
    ask === 'none' ? 'nothing to ask' : `asks: ${ask}`,
    choice ? `chosen ${choice.at} for policy ${choice.policyVersion}` : 'no choice',
  ];
  const lines = purposes.map(({ id }) =>
    make(
      'li',
      { title: sentence(`${reasons[id]}`) },
      make('b', {}, id),
      make(
        'span',
        { class: `end ${allowed[id] ? 'yes' : 'no'}` },
        `${allowed[id] ? '✓ allowed' : '✗ denied'} (${reasons[id] ?? '?'})`,
      ),
    ),
  );
  return [make('p', {}, facts.join(' · ')), make('ul', {}, ...lines)];
}

/** Looked for only when it is asked for: if it is not of this page, the collector has to be asked. */
function receiptPart(make: Make, receipt: () => Promise<string | null>): Node[] {
  const shown = make('div', { role: 'status' });
  const show = make('button', { type: 'button' }, 'Show the newest');
  show.onclick = async () => {
    const jws = await receipt();
    const claims = jws && claimsOf(jws);
    const none = 'None: nothing is allowed, or the collector has not acknowledged it yet.';
    shown.replaceChildren(claims ? pairs(make, claims) : make('p', {}, none));
  };
  return [make('p', {}, show, 'may ask the collector'), shown];
}
