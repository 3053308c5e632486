import { join } from 'node:path';
import type { Log } from '../log.ts';
import type { LogStore } from '../store/log-port.ts';
import type { Store } from '../store/port.ts';
import { LogFolder } from './folder.ts';
import { type Refusal, SiteLog } from './grow.ts';

export interface SequencerOptions {
  store: Pick<Store, 'sites'>;
  logs: LogStore;
  /** The data folder. */
  data: string;
  log: Log;
  /** For how many seconds a site's entries wait at most. */
  interval: (site: string) => number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Where the log of a site is, as files. */
export const logFolder = (data: string, site: string): LogFolder => new LogFolder(join(data, 'log', site));

/** How long a failing log is left alone at most, in milliseconds. */
const MAX_WAIT = 60_000;

/** How often logs are looked at, in milliseconds. */
const STEP = 500;

const SENTENCES: Record<Refusal, string> = {
  behind: 'the log is not signed: the database has fewer entries than were signed, so it is an older copy',
  'other-history': 'the log is not signed: its entries are not those that were signed',
  changed: 'the log is not signed: an entry or a full tile was changed',
  'other-key': 'the log is not signed: what stands as signed is not by this key and name',
};

/** Lets the logs of all sites grow at once, and again and again. `stop` waits for what is under way. */
export function startSequencer({ store, logs, data, log, interval, now }: SequencerOptions) {
  const sites = new Map<string, SiteLog>();
  const refused = new Map<string, Refusal>();
  /** When a log grew last, in steps of its own. */
  const steps = new Map<string, number>();
  let version: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let failing = false;
  let failures = 0;

  const failed = (error: unknown, site?: string): void => {
    failing = true;
    log.unexpected(error, { code: 'log', ...(site === undefined ? {} : { site }) });
  };

  const growOne = async (id: string, logOrigin: string): Promise<boolean> => {
    const site = sites.get(id) ?? new SiteLog({ id, logOrigin }, logs, logFolder(data, id));
    sites.set(id, site);
    const grown = await site.grow();
    if (grown === 'busy') return false;
    if ('refused' in grown && refused.get(id) !== grown.refused) {
      log.error(SENTENCES[grown.refused], { code: `log-${grown.refused}`, site: id });
    }
    if ('refused' in grown) refused.set(id, grown.refused);
    else refused.delete(id);
    return true;
  };

  // In steps of the clock, not after the last entry: else the checkpoint would tell when that came.
  const stepOf = (site: string): number => Math.floor(now() / Math.max(STEP, interval(site) * 1000 - STEP));

  const growAll = async (all: boolean): Promise<void> => {
    const seen = logs.version();
    // Nothing was committed since.
    if (seen === version) return;
    let whole = true;
    for (const { id, logOrigin } of await store.sites()) {
      if (stopped) return;
      const step = stepOf(id);
      if (!all && steps.get(id) === step && interval(id) > 1) {
        whole = false;
        continue;
      }
      try {
        if (await growOne(id, logOrigin)) steps.set(id, step);
        else whole = false;
      } catch (error) {
        whole = false;
        failed(error, id);
      }
    }
    version = whole ? seen : null;
  };

  const turn = (all = true): Promise<void> => {
    failures = failing ? failures + 1 : 0;
    failing = false;
    running = running.then(() => growAll(all)).catch((error: unknown) => failed(error));
    return running;
  };
  const goOn = async (): Promise<void> => {
    await turn(false);
    // A full disk does not get better by the second, and would fill with what is said of it.
    const later = failing ? Math.min(MAX_WAIT, STEP * 2 ** failures) : 0;
    if (!stopped) timer = setTimeout(goOn, later || STEP - (now() % STEP));
  };
  void goOn();

  return {
    /** One turn of all sites now. */
    turn: () => turn(),
    async stop(): Promise<void> {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
