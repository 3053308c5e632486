import { type Given, textOf } from '../env.ts';
import { type KeyPlace, type OperatorKey, operatorKey, ownKey } from '../keys/operator.ts';
import { WrongKey } from '../store/rotation.ts';
import { StoreUnavailable } from '../store/unavailable.ts';
import { recordChange } from './audit.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { placeOf, withStore } from './place.ts';

/** `keys rotate --operator`: another operator's key for the one there is, while collectors serve. */
export async function rotateOperator(given: Given, io: Io): Promise<number> {
  const place = placeOf(given, io);
  const next = newPlaceOf(given);
  const isKept = next.keyFile !== undefined || next.keyCommand !== undefined;
  if (!isKept && (place.keyFile !== undefined || place.keyCommand !== undefined))
    throw new CliError(
      EXIT.usage,
      `The operator's key is kept outside ${place.data}: make a new one there, and say where it is with --new-key-file or --new-key-command.`,
    );
  const to = isKept ? readNew({ data: place.data, ...next }) : null;
  return withStore(given, io, 'exist', async ({ store, data, exchange }) => {
    try {
      await exchange(to);
    } catch (error) {
      if (error instanceof WrongKey) throw new CliError(EXIT.refused, error.message);
      if (error instanceof StoreUnavailable) throw new CliError(EXIT.unavailable, error.message);
      throw error;
    }
    // First: whatever comes after may fail.
    const where = to ? `the one of --new-key-${next.keyFile ? 'file' : 'command'}` : `in ${ownKey(data)}`;
    io.out(`The operator's key is another one now, ${where}; the one before opens nothing here any more.`);
    if (to) io.err(`Collectors that run go on. Start them with the new key from now on: ${startWith(next)}.`);
    else io.err('Collectors that run go on.');
    io.err(
      `Keep a copy of the new key elsewhere, and back up with --keys: backups of the keys made until now need the key before.`,
    );
    await recordChange(store, io, 'keys rotate --operator', null);
    return EXIT.ok;
  });
}

function newPlaceOf(given: Given): KeyPlace {
  const [keyFile, keyCommand] = [textOf(given['new-key-file']), textOf(given['new-key-command'])];
  for (const [name, value] of Object.entries({ 'new-key-file': keyFile, 'new-key-command': keyCommand }))
    if (value === '') throw new CliError(EXIT.usage, `--${name} is empty.`);
  if (keyFile !== undefined && keyCommand !== undefined)
    throw new CliError(
      EXIT.usage,
      '--new-key-file and --new-key-command both say where the new key is: give one of the two.',
    );
  return { keyFile, keyCommand };
}

function readNew(place: KeyPlace & { data: string }): OperatorKey {
  try {
    return operatorKey({ ...place, mayMake: false });
  } catch (error) {
    throw new CliError(EXIT.io, error instanceof Error ? error.message : String(error));
  }
}

const startWith = ({ keyFile }: KeyPlace): string =>
  keyFile === undefined ? '--key-command' : `--key-file ${keyFile}`;
