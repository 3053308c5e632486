import { setTimeout as sleep } from 'node:timers/promises';
import { DAY, toDay, toTime } from '@sayso/protocol';
import type { Log } from './log.ts';
import { currentPolicy } from './policy/current.ts';
import { hashDays } from './rights/erase.ts';
import type { Cutoffs, PublishedPolicy, Removed, SiteStore, Store } from './store/port.ts';

const EVERY_MS = 600_000;
/** Between two steps, for everybody else. */
const REST_MS = 20;
/** A clock that gains more than this between two looks was set, and may be wrong: nothing goes for a day. */
const JUMP_MS = 3_600_000;

export interface Retention {
  /** Removes all that is over now; resolves when nothing is left. */
  pass(): Promise<void>;
  /** Takes no further step; resolves when the one under way is done. */
  stop(): Promise<void>;
}

interface Needs {
  store: Store;
  log: Log;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds that no one can set. */
  uptime?: () => number;
}

/** Keeps what the policies promise of how long things are kept: by itself, in small steps, for as long as it runs. */
export function startRetention({ store, log, now, uptime = () => performance.now() }: Needs): Retention {
  const stopped = new AbortController();
  let seen = { now: now(), uptime: uptime() };
  let distrustedUntil = Number.NEGATIVE_INFINITY;

  function trusted(): boolean {
    const next = { now: now(), uptime: uptime() };
    const gained = next.now - seen.now - (next.uptime - seen.uptime);
    seen = next;
    if (gained > JUMP_MS) {
      log.warn('the clock jumped ahead: nothing is removed for a day, so that a wrong time removes nothing', {
        code: 'clock',
      });
      distrustedUntil = next.uptime + DAY;
    }
    return next.uptime >= distrustedUntil;
  }

  async function pass(): Promise<void> {
    if (!trusted()) return;
    const gone: Gone = new Map();
    await each(async () => {
      const dropped = await store.dropOver();
      for (const { site, ...one } of dropped ?? []) add(gone, site, one);
      return dropped !== null;
    });
    const auditYears: number[] = [];
    for (const { id } of await store.sites()) {
      const site = await store.site(id);
      const current = site && currentPolicy(await site.policies(), now());
      if (!current) continue;
      await sweep(site, current, gone);
      auditYears.push(current.document.retention.auditYears);
    }
    if (auditYears.length > 0) await forgetTrail(auditBefore(auditYears, now()));
    for (const [site, counts] of gone) {
      for (const [record, count] of counts) {
        log.info(`removed what was over: ${record}`, { code: 'retention', site, count });
      }
    }
  }

  async function forgetTrail(before: string): Promise<void> {
    let count = 0;
    await each(async () => {
      const some = await store.audit.forget(before);
      count += some;
      return some > 0;
    });
    if (count > 0) log.info('removed what was over: audit', { code: 'retention', count });
  }

  async function sweep(site: SiteStore, current: PublishedPolicy, gone: Gone): Promise<void> {
    await each(async () => {
      const removed = await site.expire(cutoffsOf(current, now()));
      for (const one of removed) add(gone, site.site.id, one);
      return removed.length > 0;
    });
  }

  /** One step after the other, with a rest between them, until there is none left. */
  async function each(step: () => Promise<boolean>): Promise<void> {
    while (!stopped.signal.aborted && (await step())) await sleep(REST_MS);
  }

  const running = (async () => {
    await sleep(1_000, undefined, { ref: false, signal: stopped.signal });
    for (;;) {
      try {
        await pass();
      } catch (error) {
        log.unexpected(error, { code: 'retention' });
      }
      await sleep(EVERY_MS, undefined, { ref: false, signal: stopped.signal });
    }
  })().catch(() => {});

  return {
    pass,
    stop: () => {
      stopped.abort();
      return running;
    },
  };
}

/** What went, by site and record. */
type Gone = Map<string, Map<Removed['record'], number>>;

function add(gone: Gone, site: string, { record, count }: Removed): void {
  const counts = gone.get(site) ?? new Map<Removed['record'], number>();
  counts.set(record, (counts.get(record) ?? 0) + count);
  gone.set(site, counts);
}

/** What a policy says is over now: contract section 4, `retention`, and each purpose's `retentionDays`. Pure. */
export function cutoffsOf({ document }: Pick<PublishedPolicy, 'document'>, now: number): Cutoffs {
  const { receiptsYears, refusalMonths, aggregateYears } = document.retention;
  const events: Record<string, string> = {};
  for (const { id, retentionDays } of document.purposes) {
    if (retentionDays !== undefined) events[id] = toDay(now - retentionDays * DAY);
  }
  return {
    events,
    receipts: toTime(monthsBefore(now, receiptsYears * 12)),
    refusals: toDay(monthsBefore(now, refusalMonths)),
    aggregates: toDay(monthsBefore(now, aggregateYears * 12)),
    erasures: toTime(now - hashDays(document.retention) * DAY),
  };
}

/**
 * From before when rows of the audit trail are over: it is one chain for all sites, so the longest of their times holds.
 * Whole days, since each removal leaves a row. Pure.
 */
export const auditBefore = (years: readonly number[], now: number): string =>
  `${toDay(monthsBefore(now, Math.max(...years) * 12))}T00:00:00.000Z`;

/** The same day of an earlier month; the last one where that month is shorter. */
function monthsBefore(now: number, months: number): number {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() - months, 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, last));
}
