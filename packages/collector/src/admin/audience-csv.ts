import type { Audience } from './audience.ts';
import type { Customer } from './customers.ts';

/** The columns that a target's upload asks for. */
const COLUMNS = {
  meta: ['email', 'phone'],
  google: ['Email', 'Phone'],
  klaviyo: ['Email', 'Phone Number'],
} as const;

/** Hashed addresses, a person a line. */
export const hashedCsv = (target: 'meta' | 'google', { people }: Audience): string =>
  lines([COLUMNS[target], ...people.map(({ emails, phones }) => [emails[0] ?? '', phones[0] ?? ''])]);

/** Plain addresses out of the store's own list. */
export const plainCsv = (customers: readonly Customer[]): string =>
  lines([COLUMNS.klaviyo, ...customers.map(({ email, phone }) => [email, phone])]);

const lines = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\n`).join('');

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
