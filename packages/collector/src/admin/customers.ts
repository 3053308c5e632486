import { hash } from 'node:crypto';
import { DESTINATIONS, normaliseEmail, normalisePhone } from '@sayso/protocol';
import type { Audience } from './audience.ts';

/** One of the store's own customers, with the addresses by which they consent. */
export interface Customer {
  email: string;
  phone: string;
}

/**
 * Those of the store's own list who are in the audience, and of their addresses those that are. `list`: one customer a
 * line, in cells parted by commas, semicolons or tabs; the cells that are addresses are found by themselves, telephone
 * numbers only where they begin with `+` or `00`.
 */
export function customersIn(audience: Audience, list: string): Customer[] {
  const found = new Map<string, Customer>();
  for (const line of list.split(/\r?\n/)) {
    const cells = line.split(/[,;\t]/).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    );
    const known = (normalise: typeof normaliseEmail) => (cell: string) =>
      DESTINATIONS.some((destination) => {
        const address = normalise(cell, destination);
        return address !== null && audience.has(hash('sha256', address, 'hex'));
      });
    const email = cells.find(known(normaliseEmail)) ?? '';
    const phone = cells.find(known(normalisePhone)) ?? '';
    if (email || phone) found.set(`${email}|${phone}`, { email, phone });
  }
  return [...found.values()];
}
