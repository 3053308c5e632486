import { type BrowserPolicy, type ConsentState, EVENTS, purposeOf, type SaysoEvent } from '@sayso/protocol';
import type { Told } from '../tell.ts';

/** What is told while a page lives: a type and what belongs to it. `at`: milliseconds since 1970. */
export type Heard = { at: number } & {
  [Type in 'event' | 'refused' | 'batch']: { type: Type; told: Told[Type] };
}['event' | 'refused' | 'batch'];

/** One event as the panel shows it; without a name it is something that stands in the way of all of them. */
export interface Line {
  at: number;
  name: string;
  /** The purpose that names it; empty where none does. */
  purpose: string;
  captured: boolean;
  /** Of the decision. */
  reason: string;
  /** Of what was captured: `waits`, `sent`, or why it was refused after all. */
  fate: string;
  count: number;
  /** What was captured, all of it. */
  event?: SaysoEvent;
  /** Properties that the vocabulary does not have: the collector drops them unless the policy's `eventProps` names them. */
  unknown: string[];
}

/** An attempt to send. `status` 0: no answer; `wait`: in so many milliseconds it is tried again, 0: not. */
export interface Batch {
  at: number;
  count: number;
  status: number;
  wait: number;
}

/** So many are remembered, the newest. */
const MOST = 300;

export interface Lines {
  all: Line[];
  batches: Batch[];
  hear(heard: Heard): void;
}

/** Makes lines of what is told. `changed` is told of each line that is new or other than before. */
export function openLines(
  port: { readonly policy: BrowserPolicy; get(): ConsentState },
  changed: (line: Line) => void,
): Lines {
  let byId = new Map<string, Line>();
  const lines: Lines = { all: [], batches: [], hear };

  function add(line: Line): void {
    lines.all = [...lines.all, line].slice(-MOST);
    const { event } = line;
    if (event) byId = new Map([...byId, [event.id, line] as const].slice(-MOST));
    changed(line);
  }
  const purposeIn = (name: string): string => purposeOf(port.policy.purposes, name)?.id ?? '';
  const become = (line: Line, fate: string): void => {
    line.fate = fate;
    changed(line);
  };

  function hear({ at, type, told }: Heard): void {
    if (type === 'batch') {
      const { events, status, wait } = told;
      lines.batches = [...lines.batches, { at, count: events.length, status, wait }].slice(-MOST);
      if (status === 200 && !wait) {
        for (const { id } of events) {
          const line = byId.get(id);
          if (line?.fate === 'waits') become(line, 'sent');
        }
      }
    } else if (type === 'event') {
      const purpose = purposeIn(told.name);
      const { name, props = {} } = told;
      const known = new Set(
        Object.keys((Object.hasOwn(EVENTS, name) && EVENTS[name]) || {}).map((key) => key.replace('*', '')),
      );
      const unknown = Object.keys(props).filter((key) => !known.has(key));
      const reason = port.get().reasons[purpose] ?? '';
      add({ at, name, purpose, captured: true, reason, fate: 'waits', count: 1, event: told, unknown });
    } else {
      const { id, name = '', reason, count = 1 } = told;
      const line = byId.get(`${id}`);
      if (line) become(line, reason);
      else add({ at, name, purpose: purposeIn(name), captured: false, reason, fate: '', count, unknown: [] });
    }
  }
  return lines;
}
