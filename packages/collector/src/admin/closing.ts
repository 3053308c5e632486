import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, toMs, toTime } from '@sayso/protocol';
import { currentPolicy } from '../policy/current.ts';
import type { SiteStore, Store } from '../store/port.ts';

/** Where no policy says otherwise, in days. */
const GRACE_DAYS = 30;

/** From when on a closed site may be removed for good, in milliseconds since 1970. */
export async function graceEnd(site: SiteStore): Promise<number> {
  const closed = toMs(site.site.closedAt);
  const history = await site.policies();
  const policy = currentPolicy(history, closed) ?? history.at(-1);
  return closed + (policy?.document.retention.graceDays ?? GRACE_DAYS) * DAY;
}

/** Removes the closed sites whose grace is over, and those whose removal was stopped; gives their ids. */
export async function removeDue(store: Store, data: string, now: number): Promise<string[]> {
  const due = await store.closing.leaving();
  for (const { id, closedAt } of await store.sites()) {
    const site = closedAt === undefined ? null : await store.site(id);
    if (site && (await graceEnd(site)) <= now) due.push(id);
  }
  for (const id of due) await removeSite(store, data, id, now);
  return due;
}

/** All that is held of a site: its keys, its rows, and its public log in the folder `data`. */
export async function removeSite(store: Store, data: string, id: string, now: number): Promise<void> {
  await store.closing.remove(id, toTime(now));
  await rm(join(data, 'log', id), { recursive: true, force: true });
}
