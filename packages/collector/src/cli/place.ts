import { existsSync } from 'node:fs';
import { type Given, type Place, readPlace } from '../env.ts';
import { noSuchSite } from '../new-site.ts';
import { type OpenedStore, openStore } from '../store/open.ts';
import type { SiteStore, Store } from '../store/port.ts';
import { restoreEntries } from '../transparency/restore.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';

/** Options of every command that needs the data. */
export const PLACE_OPTIONS = {
  data: { type: 'string' },
  store: { type: 'string' },
  'key-file': { type: 'string' },
  'key-command': { type: 'string' },
} as const;

/** Where the data is, by the command line. */
export function placeOf(given: Given, { env }: Io): Place {
  const place = readPlace(given, env);
  if ('errors' in place) throw new CliError(EXIT.usage, ...place.errors);
  return place;
}

/** The same, where data is: what is opened is made otherwise. */
export function placeThere(given: Given, io: Io): Place {
  const place = placeOf(given, io);
  if (existsSync(place.data)) return place;
  throw new CliError(
    EXIT.unavailable,
    `There is no data in ${place.data}: say where it is with --data, or make a site with \`sayso site create\`.`,
  );
}

/** Opens the store and closes it after the work, whatever becomes of it. `must`: the folder has to be there. */
export async function withStore<T>(
  given: Given,
  io: Io,
  must: 'exist' | 'be made',
  work: (opened: OpenedStore) => Promise<T>,
): Promise<T> {
  const opened = await openAt((must === 'exist' ? placeThere : placeOf)(given, io), io.now);
  try {
    return await work(opened);
  } finally {
    await opened.store.close();
  }
}

/** Opens the store, or says why that can't be. `change`: whether what a put-back copy lacks is put right. */
export async function openAt(
  { data, keyFile, keyCommand }: Place,
  now: () => number,
  { change = true } = {},
): Promise<OpenedStore> {
  try {
    const opened = await openStore({ data, keyFile, keyCommand, now });
    if (!change) return opened;
    // Before anything is written: a new entry must not take the place of one that was signed.
    await restoreEntries({ ...opened, sign: opened.signing.sign, data, now });
    return opened;
  } catch (error) {
    throw new CliError(EXIT.unavailable, error instanceof Error ? error.message : String(error));
  }
}

/** The site, or a sentence with the one that may have been meant. */
export async function siteOf(store: Store, id: string): Promise<SiteStore> {
  const site = await store.site(id);
  if (site) return site;
  const known = (await store.sites()).map((there) => there.id);
  throw new CliError(EXIT.refused, noSuchSite(id, known));
}
