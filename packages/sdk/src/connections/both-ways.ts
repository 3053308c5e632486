import { type Choice, type ConsentState, saidAt } from '@sayso/protocol';
import type { PageWindow } from '../environment.ts';
import { type ConnectionPort, isAllowed } from './port.ts';
import { safely } from './safely.ts';

/** A tool that keeps a consent of its own, which others write to as well. */
export interface Keeper {
  /** Each field of the tool with its purposes. */
  fields: readonly (readonly [field: string, ids: readonly string[]])[];
  /** Whether somebody said no to the tool itself. */
  refused(field: string): boolean;
  /** Whether the tool forbids the field now, for whatever reason. */
  denies(field: string): boolean;
  /**
   * Tells the tool. `chosen`: whether a visitor has chosen, or it is the law's default. `changed` is to be called when the
   * tool has taken it.
   */
  write(wanted: Record<string, boolean>, chosen: boolean, changed: () => void): void;
}

/**
 * Keeps the two in step, and the stricter wins: what Sayso allows and denies is written to the tool, and what the tool
 * denies is taken out of `allowed`. Nothing of the tool is taken for a yes or becomes a receipt. A no that was said to the
 * tool stands until the visitor says yes to Sayso anew. Returns what is to be called when the tool has changed.
 */
export function openBothWays(port: ConnectionPort, window: PageWindow, keeper: Keeper): () => void {
  const { fields, refused, denies, write } = keeper;
  let last = '';
  let before: Choice | null | undefined;

  const tell = (): void =>
    void window.document.dispatchEvent(new window.CustomEvent('sayso:consent', { detail: port.get() }));
  const look = (): void => {
    const state = port.get();
    if (!state.policyVersion) return;
    const { choice } = state;
    const own = byItself(state);
    // What was carried over from an earlier choice was not said again.
    const isNew = (id: string): boolean => before !== undefined && wordAt(before, id) !== wordAt(choice, id);
    const wanted = Object.fromEntries(
      fields.map(([field, ids]) => [field, isAllowed(own, ids) && (ids.every(isNew) || !refused(field))]),
    );
    before = choice;
    // What was written comes back as a change of the tool.
    const text = JSON.stringify([wanted, choice?.at]);
    if (text === last) return;
    last = text;
    write(wanted, !!choice, tell);
  };
  port.narrow?.push((allowed) => {
    for (const [field, ids] of fields) {
      if (!safely(() => denies(field))) continue;
      for (const id of ids.map((name) => name.replace('?', ''))) {
        if (Object.hasOwn(allowed, id)) allowed[id] = false;
      }
    }
  });
  port.subscribe(() => safely(look));
  safely(look);
  tell();
  return tell;
}

const wordAt = (choice: Choice | null, id: string): string | null => choice && saidAt(choice, id);

/** What Sayso decided: its reasons are not narrowed. */
const byItself = ({ reasons }: ConsentState): Record<string, boolean> =>
  Object.fromEntries(
    Object.entries(reasons).map(([id, reason]) => [id, /^(always|granted|default|over-gpc)$/.test(reason)]),
  );
