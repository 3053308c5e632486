import type { Given } from '../env.ts';
import { addCosignatures } from '../transparency/cosign.ts';
import { logFolder } from '../transparency/sequencer.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { siteOf, withStore } from './place.ts';
import { readText } from './read-file.ts';
import { knownKeys } from './trusted.ts';

const TRIES = 20;

/** `cosign SITE NOTE --key FILE`: what witnesses have signed is checked, and served from then on. */
export async function cosign([id = '', file = '']: readonly string[], given: Given, io: Io): Promise<number> {
  const { witnesses } = await knownKeys(given, io);
  if (witnesses.length === 0) {
    throw new CliError(
      EXIT.usage,
      'Give the keys of the witnesses with --key: lines name+id+key of tlog-cosignature.',
    );
  }
  const note = readText(file, io);
  return withStore(given, io, 'exist', async ({ store, logs, data }) => {
    const { site } = await siteOf(store, id);
    for (let tried = 0; tried < TRIES; tried++) {
      const folder = logFolder(data, id);
      const taken = await addCosignatures({ site, logs, folder, note, witnesses });
      if (taken && 'refused' in taken) throw new CliError(EXIT.refused, `${file}: ${taken.refused}.`);
      if (taken) {
        io.out(
          `${taken.names.join(', ')} signed the log of ${id} at ${taken.size} entries. It is served from now on.`,
        );
        return EXIT.ok;
      }
      // The log is growing.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new CliError(EXIT.unavailable, 'The log is busy growing: try again.');
  });
}
