import { hash32 } from '@sayso/protocol';

/**
 * Where a visitor stands among all, from 0 to 1: by chance, since a subject is, and always at the same place. So
 * of two events with one rate a visitor has both kept or neither.
 */
export const rankOf = (subject: string): number => hash32(subject) / 2 ** 32;
