import type { ConsentPort } from '@sayso/protocol';
import type { PageWindow } from '../environment.ts';
import { type Heard, openLines } from './lines.ts';
import { openPanel } from './panel.ts';

/** What the handle of `createSayso()` has of it. */
export interface Debugged {
  port: ConsentPort;
  receipt(): Promise<string | null>;
}

const TYPES = ['event', 'refused', 'batch'] as const;
const open = new WeakMap<Document, () => void>();

/**
 * Shows a developer what becomes of each event, by which decision, and what is sent. It stores nothing, sends nothing and
 * changes nothing; it never shows the subject. Returns the function that closes it; where it is open already, the same one.
 */
export function debug(sayso: Debugged, window: PageWindow = globalThis.window): () => void {
  const { document, performance } = window;
  const there = open.get(document);
  if (there) return there;
  const { port } = sayso;
  const stop = new AbortController();
  const close = (): void => {
    stop.abort();
    open.delete(document);
    panel.remove();
  };
  open.set(document, close);
  const panel = openPanel(window, () => sayso.receipt(), close);
  const lines = openLines(port, panel.line);
  const decide = (): void => panel.decision(port.policy, port.get());
  const hear = ({ type, detail, timeStamp }: Event & { detail?: unknown }): void => {
    const at = performance.timeOrigin + timeStamp;
    lines.hear({ at, type: type.replace('sayso:', ''), told: detail } as Heard);
    if (type === 'sayso:batch') panel.batches(lines.batches);
    decide();
  };
  const { signal } = stop;
  for (const type of TYPES) document.addEventListener(`sayso:${type}`, hear, { signal });
  document.addEventListener('sayso:consent', decide, { signal });
  decide();
  return close;
}
