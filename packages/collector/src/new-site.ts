import { nearest, toTime } from '@sayso/protocol';
import { parseOrigin } from './origin.ts';
import type { Site } from './store/port.ts';

/** What somebody who makes a site says of it. */
export interface SiteRequest {
  id: string;
  origins: readonly string[];
  allowNullOrigin: boolean;
  /** First part of the name of its log. */
  logOrigin: string;
}

/** They stand in addresses where a site's id could stand. */
const RESERVED = ['sites', 'keys', 'audit'];

/** A site that can be made, with what is odd about it; or what is wrong. */
export function newSite(
  { id, origins, allowNullOrigin, logOrigin }: SiteRequest,
  now: number,
): { site: Site; warnings: string[] } | { errors: string[] } {
  const errors: string[] = [];
  const warnings: string[] = [];
  if (!isSiteId(id)) errors.push(siteIdProblem(id));
  if (origins.length === 0) {
    errors.push('A site needs at least one --origin, such as --origin https://shop.example.');
  }
  if (origins.length > 100) errors.push('A site has at most 100 origins.');
  for (const text of origins) {
    const parsed = parseOrigin(text);
    if ('error' in parsed) errors.push(`--origin: ${parsed.error}.`);
    else if (parsed.insecure) {
      warnings.push(
        `${text} is not https: whoever is on the way can change the page and the choice made there.`,
      );
    }
  }
  if (!isLogName(logOrigin)) errors.push(logNameProblem(logOrigin));
  if (errors.length) return { errors };
  const createdAt = toTime(now);
  return {
    site: { id, origins: [...new Set(origins)], allowNullOrigin, logOrigin: `${logOrigin}/${id}`, createdAt },
    warnings,
  };
}

/** `[a-z0-9-]{2,40}`, and none of the words that addresses need. */
export const isSiteId = (id: string): boolean => /^[a-z0-9-]{2,40}$/.test(id) && !RESERVED.includes(id);

/** A log's name is the name of the key that signs it (C2SP signed-note): no space, no plus. */
export const isLogName = (name: string): boolean => /^[A-Za-z0-9](?:[\w.:/-]{0,198}[A-Za-z0-9])?$/.test(name);

/** Says what is wrong with the first part of a log's name. */
export const logNameProblem = (name: string): string =>
  `--log-origin must be a name such as shop.example/sayso, not ${JSON.stringify(name.slice(0, 100))}.`;

/** Says what is wrong with an id. */
const siteIdProblem = (id: string): string =>
  RESERVED.includes(id)
    ? `${id} can't be a site's id: addresses need the word.`
    : `${JSON.stringify(id.slice(0, 60))} is no site id: 2 to 40 small letters, digits and hyphens, such as shop.`;

/** Says that there is no such site, and which one may have been meant. */
export function noSuchSite(id: string, known: readonly string[]): string {
  const meant = nearest(id, known);
  const more = meant
    ? `did you mean ${meant}?`
    : known.length
      ? `there is ${known.slice(0, 10).join(', ')}.`
      : 'make one with `sayso site create`.';
  return `There is no site ${JSON.stringify(id.slice(0, 60))}: ${more}`;
}
