import { toDay, toMs } from '@sayso/protocol';
import { graceEnd } from '../admin/closing.ts';
import { DEFAULT_LOG_ORIGIN, type Given, textOf } from '../env.ts';
import { newSite } from '../new-site.ts';
import { currentPolicy } from '../policy/current.ts';
import { recordChange } from './audit.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { withStore } from './place.ts';

/** `site create ID --origin URL…` */
export async function createSite([id = '']: readonly string[], given: Given, io: Io): Promise<number> {
  const logOrigin = textOf(given['log-origin']) ?? io.env.SAYSO_LOG_ORIGIN ?? DEFAULT_LOG_ORIGIN;
  const origins = Array.isArray(given.origin) ? given.origin.map(String) : [];
  const made = newSite(
    { id, origins, allowNullOrigin: given['allow-null-origin'] === true, logOrigin },
    io.now(),
  );
  if ('errors' in made) throw new CliError(EXIT.usage, ...made.errors);
  const { site, warnings } = made;
  return withStore(given, io, 'be made', async ({ store }) => {
    if (await store.site(id)) throw new CliError(EXIT.refused, `The site ${id} is there already.`);
    const gone = await store.closing.goneAt(id);
    if (gone !== null) {
      throw new CliError(
        EXIT.refused,
        `The site ${id} was deleted for good on ${toDay(toMs(gone))}. Its id is not given again, since a new log under its name would be a second history: choose another.`,
      );
    }
    await store.createSite(site);
    await recordChange(store, io, 'site create', id);
    for (const warning of warnings) io.err(`sayso: warning: ${warning}`);
    if (logOrigin === DEFAULT_LOG_ORIGIN) {
      io.err(
        `sayso: warning: its log is named ${site.logOrigin} for good; give --log-origin (or SAYSO_LOG_ORIGIN) to name it after you.`,
      );
    }
    io.out(`Made the site ${id} for ${site.origins.join(', ')}.`);
    io.out(`Next: \`sayso policy publish ${id} FILE\`; until then its script does nothing.`);
    return EXIT.ok;
  });
}

/** `site list` */
export const listSites = (_rest: readonly string[], given: Given, io: Io): Promise<number> =>
  withStore(given, io, 'exist', async ({ store }) => {
    for (const { id, origins, allowNullOrigin, closedAt } of await store.sites()) {
      const site = await store.site(id);
      const version = site && currentPolicy(await site.policies(), io.now())?.version;
      const said = version ? `policy ${version}` : 'no policy';
      const end = site && closedAt ? [`closed, gone from ${toDay(await graceEnd(site))}`] : [];
      io.out([id, said, ...end, ...origins, ...(allowNullOrigin ? ['null'] : [])].join('  '));
    }
    return EXIT.ok;
  });
