import type { SaysoEvent } from '@sayso/protocol';
import { type Cover, openOutbox } from '../src/outbox.ts';
import { openTransport } from '../src/transport.ts';
import { Collector, openPage } from './fake-page.ts';

let made = 0;
export const event = (text = '', name = 'search'): SaysoEvent => ({
  id: `${++made}`,
  name,
  at: '',
  props: { text },
});
export const COVER: Cover = () => ({ subject: 's', sentAt: new Date().toISOString() });

/** An outbox in a fake page, and what became of its events. */
export function openOut(cover: Cover = COVER) {
  const collector = new Collector();
  const page = openPage({ collector });
  const answers: unknown[] = [];
  const dropped: string[] = [];
  const tried: string[] = [];
  const transport = openTransport(page.window, 'https://collect.example', Date.now);
  const outbox = openOutbox(
    page.window,
    transport,
    '/v1/demo/events',
    cover,
    (answer) => answers.push(answer),
    (events, reason) => dropped.push(...events.map(({ id }) => `${id} ${reason}`)),
    ({ events, status, wait }) => tried.push(`${events.length} ${status} ${wait > 0}`),
  );
  const batches = () => collector.of('/events').map(({ body }) => body.events.length);
  return { ...page, outbox, answers, dropped, tried, batches };
}
