import { renameSync, rmSync } from 'node:fs';
import { readIfThere, writeDurably } from './key-file.ts';
import { newKeyText, type OperatorKey, operatorKey, ownKey } from './operator.ts';
import { sync } from './sync.ts';

const draftOf = (data: string): string => `${ownKey(data)}.new`;

/** Makes the next key of the folder's own, on disk before it is in force, beside the one that still is. */
export function draftKey(data: string): OperatorKey {
  const keyFile = draftOf(data);
  // Of an exchange that never came to be.
  rmSync(keyFile, { force: true });
  writeDurably(keyFile, newKeyText());
  sync(data);
  return operatorKey({ data, keyFile, mayMake: false });
}

/** A draft that an exchange has left; null without one, or if it was killed before that was written. */
export function draftThere(data: string): OperatorKey | null {
  const keyFile = draftOf(data);
  return readIfThere(keyFile)?.length ? operatorKey({ data, keyFile, mayMake: false }) : null;
}

/** The draft is in force: it takes the place of the key before it. */
export function adoptDraft(data: string): void {
  renameSync(draftOf(data), ownKey(data));
  sync(data);
}
