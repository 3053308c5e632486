import { removeDue } from '../admin/closing.ts';
import { anchorAudit } from '../audit/anchor.ts';
import type { Deps } from '../deps.ts';
import { StoreUnavailable } from '../store/unavailable.ts';

/** How often the collector looks for what is due, in milliseconds. */
const EVERY_MS = 600_000;

/** What a running collector does by itself, now and every ten minutes; `stop` waits for what is under way. */
export function sweep(deps: Deps): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const start = (): void => {
    running = running.then(() => once(deps));
  };
  start();
  const timer = setInterval(start, EVERY_MS);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}

/** A failure is told and tried again the next time: nobody waits for it. */
async function once({ store, options, sign, now, log }: Deps): Promise<void> {
  try {
    await anchorAudit(store, sign, now());
    for (const id of await removeDue(store, options.data, now()))
      log.info('a deleted site is gone for good', { site: id });
  } catch (error) {
    if (error instanceof StoreUnavailable)
      log.warn('what is due waits: nothing can be stored', { code: 'busy' });
    else log.unexpected(error, { code: 'sweep' });
  }
}
