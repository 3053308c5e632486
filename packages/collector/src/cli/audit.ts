import { toTime } from '@sayso/protocol';
import { verifyAudit } from '../audit/verify.ts';
import type { Given } from '../env.ts';
import type { Store } from '../store/port.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { withStore } from './place.ts';

/** Writes a change by the command line to the audit trail. `command` without `sayso`. */
export const recordChange = (
  store: Store,
  io: Io,
  command: string,
  site: string | null,
  about: string | null = null,
): Promise<void> =>
  store.audit.add({
    at: toTime(io.now()),
    who: 'cli',
    what: `sayso ${command}`,
    site,
    about,
    outcome: 'done',
  });

/** `audit verify`: whether the trail is whole; where it breaks if it is not. */
export const verifyTrail = (_rest: readonly string[], given: Given, io: Io): Promise<number> =>
  withStore(given, io, 'exist', async ({ store }) => {
    const { broken, rows, first, last, heads } = await verifyAudit(store);
    if (broken) {
      throw new CliError(
        EXIT.refused,
        `The audit trail breaks at row ${broken.index}: ${broken.reason}.`,
        'What comes before that row holds. Compare with a backup, and ask who could write to sayso.db.',
      );
    }
    if (!first || !last) {
      io.out('The audit trail is empty: nobody has looked at or changed anything yet.');
      return EXIT.ok;
    }
    const from = first.index === 0 ? '' : ` (rows before ${first.index} are past keeping)`;
    io.out(`The audit trail holds: ${rows} rows, ${first.at} to ${last.at}${from}.`);
    io.out(
      heads
        ? `The logs of ${heads} sites confirm it.`
        : 'No log holds its end yet: the collector writes it there once a day.',
    );
    return EXIT.ok;
  });
