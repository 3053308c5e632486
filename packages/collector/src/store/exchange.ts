import { adoptDraft, draftKey, draftThere } from '../keys/next-operator.ts';
import { type KeyPlace, type OperatorKey, operatorKey } from '../keys/operator.ts';
import type { Store } from './port.ts';
import type { Connection } from './sqlite/file.ts';
import { hasSealed, proofOf } from './sqlite/root-keys.ts';

/** A folder whose operator's key may be exchanged. */
interface Folder {
  data: string;
  keys: Connection;
  store: Store;
  operator: OperatorKey;
}

/** Puts a key in the place of the operator's; null: a new one of the folder's own. As `Store.exchangeOperator`. */
export const exchangeOf =
  ({ data, keys, store, operator }: Folder) =>
  (to: OperatorKey | null): Promise<void> =>
    store.exchangeOperator({
      from: operator,
      next: () => to ?? draftKey(data),
      done: () => void (to ?? adopted(keys, data)),
    });

/** The operator's key; where it is the folder's own and was exchanged meanwhile, the new one. */
export function inForce(
  keys: Connection,
  given: OperatorKey,
  { data, keyFile, keyCommand }: KeyPlace & { data: string },
): OperatorKey {
  const isOwn = keyFile === undefined && keyCommand === undefined;
  if (!isOwn || !proofOf(keys) || hasSealed(keys, given)) return given;
  // An exchange was killed before the new key had its name, or ended since the key was read.
  return adopted(keys, data) ?? operatorKey({ data, mayMake: false });
}

/** Gives a draft that is in force its name: locked, since the next exchange makes a draft of the same name. */
function adopted(keys: Connection, data: string): OperatorKey | null {
  return keys
    .transaction(() => {
      const draft = draftThere(data);
      if (!draft || !hasSealed(keys, draft)) return null;
      adoptDraft(data);
      return draft;
    })
    .immediate();
}
