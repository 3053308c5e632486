import { toTime } from '@sayso/protocol';
import { type Given, textOf } from '../env.ts';
import { backUp } from '../store/backup.ts';
import { restore } from '../store/restore.ts';
import { sayLost } from '../transparency/restore.ts';
import { recordChange } from './audit.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { placeThere, withStore } from './place.ts';

/** `backup FILE [--keys FILE]`: while serving, never with the operator's key. */
export async function backupTo([file = '']: readonly string[], given: Given, io: Io): Promise<number> {
  const { now, out, err } = io;
  const { data } = placeThere(given, io);
  const keysFile = keysFileOf(given);
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
  const { now, out, err } = io;
  const place = placeThere(given, io);
  const keysFile = keysFileOf(given);
  const { read, erasures, subjects, entries, ranges } = await orSay(EXIT.refused, () =>
    restore({ ...place, file, keysFile, now }),
  );
  await withStore(given, io, 'exist', async ({ store, signing }) => {
    await recordChange(store, io, 'restore', null);
    for (const { site, ...range } of ranges) {
      const there = await store.site(site);
      await there?.write((tx) => sayLost(tx, signing.sign, there.site, range, toTime(now())));
    }
  });
  out(`Restored ${place.data} from ${file}, and verified it.`);
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

const keysFileOf = ({ keys }: Given): string | undefined => textOf(keys) || undefined;

async function orSay<T>(code: number, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CliError(code, error instanceof Error ? error.message : String(error));
  }
}
