import { type CaptureRules, cleanProp, type cleanUrl, type Props, type Purpose } from '@sayso/protocol';
import type { PageWindow } from '../environment.ts';
import type { isIgnored, pathOf } from './path.ts';

/** What capture shares with all sources. */
interface Kit {
  window: PageWindow;
  cleanUrl: typeof cleanUrl;
  pathOf: typeof pathOf;
  isIgnored: typeof isIgnored;
}

/** What one source sees of Sayso. */
export interface Stage extends Kit {
  rules: CaptureRules;
  /** Aborted when nothing that the source makes may be captured any more. */
  signal: AbortSignal;
  /** The visitor has chosen on this page, or been shown the notice: what happened on it before may not be captured. */
  late: boolean;
  record(name: string, props: Props): void;
}

/** What a source is told of, beside what it watches by itself. */
export interface Source {
  /** The page is left for another without a load, or came back; what is recorded now belongs to the one before. */
  page?(restored?: boolean): void;
  /** Another page began, or the address changed. */
  look?(restored?: boolean): void;
  /** The page is hidden, perhaps for good. */
  leave?(restored?: boolean): void;
}

/** A source may load more before it begins. */
type Watch = (stage: Stage) => Source | Promise<Source>;

/** Each source that is a file of its own, by its name in the policy: the events it makes, and where it is. */
const SOURCES: Record<string, [makes: RegExp, load: () => Promise<{ watch: Watch }>]> = {
  search: [/^search$/, () => import('./search.ts')],
  form: [/^form_submit$/, () => import('./form.ts')],
  scroll: [/^scroll$/, () => import('./scroll.ts')],
  engagement: [/^engagement$/, () => import('./engagement.ts')],
  vitals: [/^web_vital$/, () => import('./vitals.ts')],
  error: [/^error$/, () => import('./error.ts')],
  dataLayer: [/^(view|select|add|remove|begin|search|purchase)/, () => import('./data-layer.ts')],
  structured: [/^view_item$/, () => import('./structured.ts')],
  selectors: [/^(view_item|add_to_cart)$/, () => import('./selectors.ts')],
};

/** The gate, and what has come through it. */
interface Gate {
  consent: {
    policy: { purposes: readonly Purpose[]; capture: CaptureRules };
    /** Since when: the choice's time, else the notice's. */
    memory: { at: string };
    objection(name: string): unknown;
  };
  clock(): number;
  /** The page that is seen: since when, and which source made the newest event of a name there, and when. */
  visit(): { since: number; made: Map<string, { source: string; at: number }> };
  record(name: string, props: Props, at: number, source: string): void;
}

/** The sources that are loaded only where the policy names them and something that they make may be captured. */
export interface Sources {
  /** Begins with those that may now, and ends with those that may no more; all look at the page again. */
  tend(): void;
  tell(what: keyof Source, restored?: boolean): void;
}

/** What a page shows until it is left, and so is captured once; anything else that is made twice within 3 s is the same. */
const STAYS = /^(view|search|purchase|begin)/;
const SAME = 3000;

interface Run {
  stop: AbortController;
  source?: Source;
}

export function openSources({ consent, clock, visit, record, ...kit }: Kit & Gate): Sources {
  const running = new Map<string, Run>();

  const isOpen = (names: RegExp): boolean =>
    consent.policy.purposes.some(({ events = [] }) =>
      events.some((name) => names.test(name) && !consent.objection(name)),
    );

  const stageOf = (source: string, signal: AbortSignal): Stage => ({
    ...kit,
    rules: consent.policy.capture,
    signal,
    late: Date.parse(consent.memory.at) > visit().since,
    record(name, props) {
      const before = visit().made.get(name);
      const now = clock();
      // Two sources may see the same: the first to make an event of it is the one that goes on.
      const isSeen = before && before.source !== source && (STAYS.test(name) || now - before.at < SAME);
      if (!isSeen && !consent.objection(name)) record(name, cleaned(props), now, source);
    },
  });

  async function begin(name: string, load: () => Promise<{ watch: Watch }>): Promise<void> {
    const stop = new AbortController();
    const run: Run = { stop };
    running.set(name, run);
    try {
      const { watch } = await load();
      if (!stop.signal.aborted) run.source = await watch(stageOf(name, stop.signal));
    } catch {
      // Blocked, or the line is down: tried again when they are tended the next time.
      if (running.get(name) === run) running.delete(name);
    }
  }

  function tell(what: keyof Source, restored?: boolean): void {
    for (const { source } of running.values()) {
      try {
        source?.[what]?.(restored);
      } catch {
        // One that the page breaks stops no other.
      }
    }
  }

  return {
    tell,
    tend() {
      for (const name of consent.policy.capture.sources) {
        const [makes, load] = SOURCES[name] ?? [];
        const run = running.get(name);
        if (!makes || !load || isOpen(makes) === !!run) continue;
        if (run) {
          run.stop.abort();
          running.delete(name);
        } else void begin(name, load);
      }
      tell('look');
    },
  };
}

/** What a page says of itself may name somebody. */
const cleaned = (props: Props): Props =>
  JSON.parse(JSON.stringify(props), (name, value) =>
    typeof value === 'string' ? cleanProp(name, value) : value,
  );
