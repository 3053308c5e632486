import {
  cookieDays,
  DAY,
  formatCookie,
  type Memory,
  type PolicyRules,
  parseCookie,
  toMs,
} from '@sayso/protocol';
import type { Clock } from './environment.ts';
import type { Storage } from './storage.ts';

/** Of a visitor of whom nothing is known: the only one without a time. */
export const STRANGER: Memory = {
  choice: null,
  at: '',
  noticed: null,
  subject: null,
  pending: null,
  minor: false,
};

/** Whether the choice has this word on any purpose. */
export const says = ({ choice }: Memory, word: boolean): boolean =>
  Object.values(choice?.purposes ?? {}).includes(word);

/** What this browser remembers of its visitor. */
export interface Choices {
  readonly memory: Memory;
  /** Takes over what another tab, or the collector, has written since. */
  reread(): void;
  /** Remembers; `STRANGER` forgets all. */
  set(memory: Memory): void;
}

/** `changed` is called after each change with what was remembered before, and whether this page made it. */
export function openChoices(
  storage: Storage,
  policy: () => PolicyRules,
  clock: Clock,
  changed: (before: Memory, ours: boolean) => void,
): Choices {
  let memory = STRANGER;
  let stored: string | null = null;

  const become = (next: Memory, ours: boolean): void => {
    const before = memory;
    memory = next;
    changed(before, ours);
  };
  return {
    get memory() {
      return memory;
    },
    reread() {
      const found = storage.read();
      if (found === stored) return;
      stored = found;
      become((found && parseCookie(found, policy().purposes)) || STRANGER, false);
    },
    set(next) {
      const value = next.at && formatCookie(next);
      // Not written again as it is: what a server has set lives longer than what a script has.
      if (value !== (stored ?? '')) {
        storage.write(value, value ? secondsLeft(next, policy(), clock()) : 0);
        // Where cookies are refused this is null again, and the page remembers for as long as it lives.
        stored = storage.read();
      }
      become(next, true);
    },
  };
}

/** Counted from the choice, so that visits don't lengthen it. */
function secondsLeft(memory: Memory, { ask }: PolicyRules, now: number): number {
  const life = cookieDays(memory, ask) * DAY;
  return Math.floor(Math.min(life, toMs(memory.at) + life - now) / 1000);
}
