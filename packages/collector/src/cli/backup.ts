import { existsSync } from 'node:fs';
import { toTime } from '@sayso/protocol';
import { type Given, readPlace } from '../env.ts';
import { backUp } from '../store/backup.ts';
import { RESTORED_TYP } from '../store/log-port.ts';
import { restore } from '../store/restore.ts';
import { recordChange } from './audit.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { openAt, withStore } from './place.ts';

/** `backup FILE [--keys FILE]`: while serving, never with the operator's key. */
export async function backupTo([file = '']: readonly string[], given: Given, io: Io): Promise<number> {
  const { env, now, out, err } = io;
  const { data, keysFile } = placesOf(given, env);
  // First, so that it is in the copy too.
  await withStore(given, io, 'exist', ({ store }) => recordChange(store, io, 'backup', null));
  await orSay(EXIT.cantCreate, () => backUp(data, { file, keysFile }, toTime(now())));
  out(`Backed up ${data} to ${file}${keysFile ? `, and the subjects' keys to ${keysFile}` : ''}.`);
  if (!keysFile)
    err(
      "Without --keys the subjects' keys are not in it: events can be read only with this folder's keys.db.",
    );
  return EXIT.ok;
}

/** `restore FILE [--keys FILE]`: refused while a collector runs on the folder. */
export async function restoreFrom([file = '']: readonly string[], given: Given, io: Io): Promise<number> {
  const { env, now, out, err } = io;
  const { data, keyFile, keysFile } = placesOf(given, env);
  const carried = await orSay(EXIT.refused, () => restore({ data, keyFile, file, keysFile, now }));
  await withStore(given, io, 'exist', ({ store }) => recordChange(store, io, 'restore', null));
  out(`Restored ${data} from ${file}, and verified it.`);
  await sayLost(carried.ranges, given, env, now);
  const { read, erasures, subjects, entries } = carried;
  if (read)
    out(
      `Kept from the folder: ${erasures} erasures made since, the newer word of ${subjects} subjects, ${entries} entries of the logs.`,
    );
  else
    err(
      'There was no database in the folder that could be read: erasures and withdrawals made since the backup are not known here.',
    );
  return EXIT.ok;
}

/** The log says itself of which entries the receipts were lost. */
async function sayLost(
  ranges: readonly { site: string; from: number; to: number }[],
  given: Given,
  env: Io['env'],
  now: Io['now'],
): Promise<void> {
  if (ranges.length === 0) return;
  const { store, signing } = await openAt(placesOf(given, env), now);
  for (const { site, from, to } of ranges) {
    const there = await store.site(site);
    const statement = { log: there?.site.logOrigin, site, at: toTime(now()), from, to };
    const jws = await signing.sign(RESTORED_TYP, statement);
    await there?.write((tx) => tx.addStatement(jws));
  }
  await store.close();
}

function placesOf(given: Given, env: Io['env']) {
  const place = readPlace(given, env);
  if ('errors' in place) throw new CliError(EXIT.usage, ...place.errors);
  if (!existsSync(place.data))
    throw new CliError(EXIT.unavailable, `There is no data in ${place.data}: say where it is with --data.`);
  const { keys } = given;
  return { ...place, keysFile: typeof keys === 'string' && keys ? keys : undefined };
}

async function orSay<T>(code: number, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CliError(code, error instanceof Error ? error.message : String(error));
  }
}
