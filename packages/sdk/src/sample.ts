/**
 * Where a visitor stands among all, from 0 to 1: by chance, since a subject is, and always at the same place (FNV-1a). So
 * of two events with one rate a visitor has both kept or neither.
 */
export function rankOf(subject: string): number {
  let hash = 0x811c9dc5;
  for (const letter of subject) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}
