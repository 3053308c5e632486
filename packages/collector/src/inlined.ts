import {
  type BrowserPolicy,
  type ComingChange,
  optional,
  type PolicyTexts,
  type Purpose,
} from '@sayso/protocol';
import { byLocale, languagesOf } from './languages.ts';
import { literal } from './literal.ts';
import { browserPolicy, policyDetails } from './policy/public.ts';
import type { PublishedPolicy } from './store/port.ts';

/**
 * A site's settings as a JavaScript expression, with what the first layer and the gate need and nothing
 * else. The collector's address is not in it: the script knows where it came from.
 */
export async function inlined(
  site: string,
  policy: PublishedPolicy,
  region: string | null,
  coming: ComingChange | null,
  assets: string,
): Promise<string> {
  const page = browserPolicy(site, policy);
  const texts = byLocale(page.texts);
  const asked = optional(page.purposes).map(({ id }) => id);
  const config = {
    policy: {
      ...page,
      signals: withoutNo(page.signals),
      region: withoutNo(page.region),
      capture: withoutNo(page.capture),
      texts: Object.fromEntries(
        Object.entries(texts).map(([locale, own]) => [locale, firstLayer(own, asked)]),
      ),
      purposes: page.purposes.map(purposeInside),
      controller: { name: page.controller.name, privacyPolicyUrl: page.controller.privacyPolicyUrl },
      // What says so is loaded as connections are: a page without such a change pays nothing for it.
      ...(coming ? { connections: { ...page.connections, announced: coming } } : {}),
    },
    languages: await languagesOf({ ...page, texts }),
    ...(region ? { region } : {}),
    ...(page.reloadOnWithdraw || page.purposes.some(({ cookies, storage }) => cookies || storage)
      ? { embeds: true }
      : {}),
    assets,
  };
  return literal(config);
}

/** An ES module with all that a visitor may know of one version: what the second layer says of it. */
export function detailsOf(site: string, policy: PublishedPolicy): string {
  const details = policyDetails(site, policy);
  return `export const policy=${literal({ ...details, texts: byLocale(details.texts) })};\n`;
}

/** Who receives data, and for how long what is kept, the second layer says; the audit needs their hosts. */
function purposeInside({
  retentionDays,
  recipients = [],
  ...purpose
}: Purpose): BrowserPolicy['purposes'][number] {
  const { hosts = [], cookies } = purpose;
  const named = recipients.flatMap(({ policyUrl }) =>
    policyUrl?.startsWith('https:') ? new URL(policyUrl).hostname.replace(/^www\./, '') : [],
  );
  const all = [...new Set([...hosts, ...named])];
  return {
    ...purpose,
    ...(all.length ? { hosts: all } : {}),
    ...(cookies ? { cookies: cookies.map(placeOf) } : {}),
  };
}

/** A cookie without its lifetime; one that is nowhere in particular is its name. */
function placeOf(cookie: NonNullable<Purpose['cookies']>[number]): typeof cookie {
  if (typeof cookie === 'string') return cookie;
  const { days, ...place } = cookie;
  return place.domain || place.path ? place : place.name;
}

/** The names of what is asked for; of what is always on, and of a refusal, the second layer speaks. */
function firstLayer({ purposes, ...own }: PolicyTexts, asked: readonly string[]): PolicyTexts {
  const said = Object.entries(purposes ?? {}).filter(([id]) => asked.includes(id));
  if (!said.length) return own;
  return { ...own, purposes: Object.fromEntries(said.map(([id, { refusal, ...text }]) => [id, text])) };
}

/** What is not there is as false as what says so. */
const withoutNo = <T extends object>(flags: T): Partial<T> =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== false)) as Partial<T>;
