import { AUDIENCE_PURPOSE, audienceFor, TARGETS, type Target } from '../admin/audience.ts';
import { hashedCsv, plainCsv } from '../admin/audience-csv.ts';
import { customersIn } from '../admin/customers.ts';
import type { Given } from '../env.ts';
import { recordChange } from './audit.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { PLACE_OPTIONS, siteOf, withStore } from './place.ts';
import { readText } from './read-file.ts';

export const AUDIENCE_OPTIONS = {
  ...PLACE_OPTIONS,
  for: { type: 'string' },
  customers: { type: 'string' },
} as const;

/** `audience SITE --for TARGET`: those who may be used for marketing now, as CSV. */
export function audience([id = '']: readonly string[], given: Given, io: Io): Promise<number> {
  const { for: target, customers } = given;
  if (typeof target !== 'string' || !isTarget(target))
    throw new CliError(EXIT.usage, `audience takes --for ${Object.keys(TARGETS).join(', --for ')}.`);
  if (target === 'klaviyo' && typeof customers !== 'string')
    throw new CliError(
      EXIT.usage,
      'Klaviyo takes plain addresses, and here are only hashes.',
      'Hand in the store’s own list, one customer a line: --customers FILE.',
    );
  if (target !== 'klaviyo' && customers !== undefined)
    throw new CliError(EXIT.usage, `${target} takes hashes, which are here: leave out --customers.`);
  const list = typeof customers === 'string' ? readText(customers, io) : '';

  return withStore(given, io, 'exist', async ({ store }) => {
    const site = await siteOf(store, id);
    const found = await audienceFor(site, target, () => io.now());
    if (!found)
      throw new CliError(
        EXIT.refused,
        `The policy of ${id} that is in effect has no purpose "${AUDIENCE_PURPOSE}": nobody can have agreed to it.`,
      );
    await recordChange(store, io, 'audience', id, target);
    const csv = target === 'klaviyo' ? plainCsv(customersIn(found, list)) : hashedCsv(target, found);
    const lines = csv.trimEnd().split('\n');
    for (const line of lines) io.out(line);
    io.err(
      `${lines.length - 1} in this audience, as of now: fetch it anew before each use, since people withdraw.`,
    );
    return EXIT.ok;
  });
}

const isTarget = (text: string): text is Target => Object.hasOwn(TARGETS, text);
