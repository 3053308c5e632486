import { clockTime, type Make, pairs } from './element.ts';
import type { Line } from './lines.ts';
import { sentence } from './words.ts';

/** How an event looks: what became of it in a line, and all about it for whoever opens that. */
export function drawLine(make: Make, line: Line): HTMLDetailsElement {
  const { at, name, purpose, captured, reason, fate, count } = line;
  const isLost = captured && fate !== 'waits' && fate !== 'sent';
  const summary = make(
    'summary',
    {},
    clockTime(make, at),
    make('b', { dir: 'auto' }, count > 1 ? `${count} × ${name}` : name || 'Sayso'),
    make('span', { class: 'quiet' }, purpose || (name ? 'no purpose' : '')),
    make('span', { class: captured ? 'yes' : 'no' }, `${captured ? '✓' : '✗'} ${reason}`),
  );
  if (captured) {
    const colour = isLost ? 'no' : fate === 'sent' ? 'yes' : 'wait';
    summary.append(make('span', { class: `end ${colour}` }, isLost ? `✗ ${fate}` : fate));
  }
  return make('details', { 'data-line': '' }, summary, pairs(make, about(line)));
}

function about({ name, captured, reason, fate, event, unknown }: Line): [string, string][] {
  const list: [string, string][] = [];
  if (name) list.push(['decision', captured ? 'captured' : 'refused']);
  list.push(['why', sentence(reason)]);
  if (captured && fate !== 'waits' && fate !== 'sent') list.push(['afterwards', sentence(fate)]);
  if (!event) return list;
  const { id, at, page = {}, session, props } = event;
  list.push(['id', id], ['at', at]);
  for (const [key, value] of Object.entries(page)) if (value) list.push([`page ${key}`, `${value}`]);
  if (session) list.push(['session', session]);
  if (props) list.push(['props', JSON.stringify(props, null, 1)]);
  if (unknown.length) {
    list.push(['unknown', `${unknown.join(', ')}: dropped, unless the policy’s eventProps names it`]);
  }
  return list;
}
