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
  /** For how long an entry waits at most, in seconds. */
  interval: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Where the log of a site is, as files. */
export const logFolder = (data: string, site: string): LogFolder => new LogFolder(join(data, 'log', site));

/** How long a failing log is left alone at most, in milliseconds. */
const MAX_WAIT = 60_000;

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
  // In steps of the clock, not after the last entry: else the checkpoint would tell when that came.
  const step = Math.max(500, interval * 1000 - 500);
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

  const growAll = async (): Promise<void> => {
    const seen = logs.version();
    // Nothing was committed since.
    if (seen === version) return;
    let whole = true;
    for (const { id, logOrigin } of await store.sites()) {
      if (stopped) return;
      try {
        whole = (await growOne(id, logOrigin)) && whole;
      } catch (error) {
        whole = false;
        failed(error, id);
      }
    }
    version = whole ? seen : null;
  };

  const turn = (): Promise<void> => {
    failures = failing ? failures + 1 : 0;
    failing = false;
    running = running.then(growAll).catch((error: unknown) => failed(error));
    return running;
  };
  const goOn = async (): Promise<void> => {
    await turn();
    // A full disk does not get better by the second, and would fill with what is said of it.
    const later = failing ? Math.min(MAX_WAIT, step * 2 ** failures) : 0;
    if (!stopped) timer = setTimeout(goOn, later || step - (now() % step));
  };
  void goOn();

  return {
    /** One turn now. */
    turn,
    async stop(): Promise<void> {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
