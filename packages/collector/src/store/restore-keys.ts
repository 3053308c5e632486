import type { OperatorKey } from '../keys/operator.ts';
import { newKey } from './seal.ts';
import type { Connection } from './sqlite/file.ts';
import { exchangedAt, hasSealed, openRootKeys, proofOf, type RootKeys } from './sqlite/root-keys.ts';

interface Files {
  data: string;
  /** The folder's own keys; null if there are none that can be read. */
  own: Connection | null;
  /** A backup of keys that is to take their place, and its name. */
  backup: Connection | null;
  keysFile: string | undefined;
}

/** The root keys of a folder from a restore on. Throws where keys would meet of which some could be opened no more. */
export function rootsOf(
  { data, own, backup, keysFile }: Files,
  operator: OperatorKey,
): Pick<RootKeys, 'event-id' | 'seal'> {
  const there = own && openRootKeys(own, operator);
  if (backup && !hasSealed(backup, operator)) {
    const until = own && exchangedAt(own, proofOf(backup));
    throw new Error(
      until
        ? `The keys in ${keysFile} are sealed by the operator's key of before ${until}. Leave out --keys: ${data} has all of them that are not erased.`
        : `This is not the operator's key that sealed the keys in ${keysFile}: give that one, with --key-file or --key-command.`,
    );
  }
  const given = backup && openRootKeys(backup, operator);
  if (there && given && !there.wrap.equals(given.wrap))
    throw new Error(
      `The keys in ${keysFile} are of another folder than the keys.db in ${data}: leave out --keys, or move that keys.db away.`,
    );
  // Without any keys there is nothing left that they have sealed.
  return given ?? there ?? { 'event-id': newKey(), seal: newKey() };
}
