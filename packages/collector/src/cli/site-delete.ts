import { toDay, toTime } from '@sayso/protocol';
import { graceEnd, removeSite } from '../admin/closing.ts';
import type { Given } from '../env.ts';
import type { SiteStore, Store } from '../store/port.ts';
import { recordChange } from './audit.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { siteOf, withStore } from './place.ts';

/** `site delete ID`: closed at once, gone after its days of grace; `--undo` within them. */
export const deleteSite = ([id = '']: readonly string[], given: Given, io: Io): Promise<number> =>
  withStore(given, io, 'exist', async ({ store, data }) => {
    const site = await siteOf(store, id);
    if (given.undo === true) await reopen(site, store, io);
    else if (site.site.closedAt === undefined) await close(site, store, io);
    else await removeOrWait(site, store, data, io);
    return EXIT.ok;
  });

async function close({ site: { id } }: SiteStore, store: Store, io: Io): Promise<void> {
  await store.closing.close(id, toTime(io.now()));
  await recordChange(store, io, 'site delete', id);
  const day = toDay(await graceEnd(await siteOf(store, id)));
  io.out(`Closed the site ${id}: it captures nothing any more, and takes nothing but a known visitor's no.`);
  io.out(
    `From ${day} on all that is held of it is deleted for good. \`sayso site delete ${id} --undo\` opens it again.`,
  );
}

async function reopen({ site: { id, closedAt } }: SiteStore, store: Store, io: Io): Promise<void> {
  if (closedAt === undefined)
    throw new CliError(EXIT.refused, `The site ${id} is open: there is nothing to undo.`);
  await store.closing.close(id, null);
  await recordChange(store, io, 'site delete --undo', id);
  io.out(`The site ${id} is open again.`);
}

async function removeOrWait(site: SiteStore, store: Store, data: string, io: Io): Promise<void> {
  const { id } = site.site;
  const end = await graceEnd(site);
  if (io.now() < end) {
    io.out(
      `The site ${id} is closed already. From ${toDay(end)} on all that is held of it is deleted for good.`,
    );
    return;
  }
  await removeSite(store, data, id, io.now());
  await recordChange(store, io, 'site delete', id, 'gone');
  io.out(`Deleted the site ${id} with all that was held of it, for good.`);
}
