import { type Bytes, concat } from './bytes.ts';

/** What a length of two bytes can say. */
export const MAX_ENTRY_BYTES = 65_535;

/** C2SP tlog-tiles, "Log entries": each entry after its length, two bytes with the high one first. Throws on one that is too long. */
export const formatBundle = (entries: readonly Uint8Array[]): Bytes =>
  concat(
    ...entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_BYTES)
        throw new RangeError(`An entry has ${entry.length} bytes, at most ${MAX_ENTRY_BYTES} fit.`);
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
    }),
  );

/** Null where the bytes end too early or too late. */
export function parseBundle(bytes: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const [high = 0, low] = bytes.subarray(at, at + 2);
    if (low === undefined) return null;
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) return null;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
