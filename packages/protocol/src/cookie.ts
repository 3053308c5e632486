import { type Choice, METHODS, type Method, saidAt } from './choice.ts';
import type { Regime } from './regime.ts';
import { DAY, toMs, toTime } from './time.ts';

/** All that a browser remembers of its visitor, in one first-party cookie (contract section 3). */
export interface Memory {
  choice: Choice | null;
  /** RFC 3339: the choice's time, else when there was first something to remember. */
  at: string;
  /** The newest policy version whose notice was read. */
  noticed: number | null;
  /** Only where a purpose is allowed, or while the no of a known subject is not yet acknowledged. */
  subject: string | null;
  /** The receipt of that subject which the collector has not yet acknowledged. */
  pending: { id: string; method: Method } | null;
  minor: boolean;
}

/** 16 random bytes as base64url. */
export const isSubject = (text: unknown): text is string =>
  typeof text === 'string' && /^[\w-]{22}$/.test(text);

const REGIMES: readonly Regime[] = ['opt-in', 'opt-out', 'notice'];
const MAX_BYTES = 300;
const VALUE = /^(\d*)\.([0-2])(m?)\.(d?)(\w{1,9})\.(\d*)\.([\w-]{22})?\.(?:(\d)([0-9a-f]{32}))?\.([\w~-]*)$/;
const GROUP = /^([yncu])(?:-(\w{1,9})-)?((?:\w{3})*)$/;

/** `sayso-{site}`; `__Host-sayso-{site}` on https, unless the policy shares it between subdomains. */
export const cookieName = (site: string, https: boolean, domain?: string): string =>
  `${https && !domain ? '__Host-' : ''}sayso-${site}`;

/**
 * For how many days the cookie lives, from `memory.at`. Where nobody is asked again, a no must not become the
 * default by its cookie's age, nor a minor an adult: those live for as long as browsers let a cookie live.
 */
export function cookieDays(
  { choice, subject, minor }: Memory,
  ask: { grantedDays: number; refusedDays: number },
): number {
  const words = Object.values(choice?.purposes ?? {});
  if (minor || ((choice?.regime ?? 'opt-in') !== 'opt-in' && words.includes(false))) return 400;
  return subject || words.includes(true) ? ask.grantedDays : ask.refusedDays;
}

/** FNV-1a, 32 bits: which one of many, for what nobody has a reason to forge. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}

/**
 * Three characters that stand for a purpose, so that fifty of them fit. `policy check` refuses
 * two purposes with one tag. A purpose that the policy no longer has goes by `#` and its tag.
 */
export function purposeTag(id: string): string {
  if (id[0] === '#') return id.slice(1);
  return (hash32(id) % 46656).toString(36).padStart(3, '0');
}

/**
 * The cookie's value: `version.regime[m].time.noticed.subject.pending.words`. Times are milliseconds in
 * base 36; but without a subject only the day is kept (`d`, days since 1970), so that the value is the same
 * for everybody who refused on that day. Words are groups, joined by `~`, of a letter (`y` yes, `c` yes
 * with a separate confirmation, `n` no, `u` nothing said), the time of carried-over words between
 * hyphens, and the purposes' tags.
 */
export function formatCookie(memory: Memory): string {
  const { choice, subject, pending } = memory;
  const groups: Record<string, string> = {};
  for (const [id, word] of Object.entries(choice?.purposes ?? {})) {
    const letter = word ? (choice?.confirmed?.includes(id) ? 'c' : 'y') : word === false ? 'n' : 'u';
    const said = choice && subject && saidAt(choice, id);
    const group = said && said !== choice.at ? `${letter}-${base36(said)}-` : letter;
    groups[group] = (groups[group] ?? '') + purposeTag(id);
  }
  const value = [
    choice?.policyVersion ?? '',
    REGIMES.indexOf(choice?.regime ?? 'opt-in') + (memory.minor ? 'm' : ''),
    subject ? base36(memory.at) : `d${Math.floor(toMs(memory.at) / DAY).toString(36)}`,
    memory.noticed ?? '',
    subject ?? '',
    subject && pending ? METHODS.indexOf(pending.method) + pending.id.replaceAll('-', '') : '',
    Object.entries(groups)
      .map((group) => group.join(''))
      .join('~'),
  ].join('.');
  return choice?.since && value.length > MAX_BYTES ? formatCookie(aged(memory, choice)) : value;
}

/** Reads what `formatCookie` wrote; null for anything else, which then counts as no choice. */
export function parseCookie(value: string, purposes: readonly { id: string }[]): Memory | null {
  const match = VALUE.exec(value);
  if (!match || value.length > MAX_BYTES) return null;
  const [, version = '', regime = '0', minor, day, time = '', noticed, subject, method, uuid, words = ''] =
    match;
  // A day stands for its end, so that nobody is asked again a day too early.
  const at = toTimeOrNull(day ? (Number.parseInt(time, 36) + 1) * DAY - 1 : Number.parseInt(time, 36));
  if (!at || !!words !== !!version) return null;

  const names: Record<string, string> = {};
  for (const { id } of purposes) names[purposeTag(id)] = id;
  const choice: Required<Choice> = {
    purposes: {},
    policyVersion: +version,
    at,
    since: {},
    regime: REGIMES[+regime] ?? 'opt-in',
    confirmed: [],
  };
  for (const group of words ? words.split('~') : []) {
    const [, letter = '', said, tags = ''] = GROUP.exec(group) ?? [];
    const since = said ? toTimeOrNull(Number.parseInt(said, 36)) : at;
    if (!letter || !since) return null;
    for (const tag of tags.match(/.{3}/g) ?? []) {
      const id = names[tag] ?? `#${tag}`;
      choice.purposes[id] = letter === 'u' ? null : letter !== 'n';
      if (said) choice.since[id] = since;
      if (letter === 'c') choice.confirmed.push(id);
    }
  }
  return {
    choice: words ? choice : null,
    at,
    noticed: noticed ? +noticed : null,
    subject: subject ?? null,
    pending:
      method && uuid
        ? { id: uuid.replace(/^.{8}|.{4}(?=.{12})/g, '$&-'), method: METHODS[+method] ?? 'api' }
        : null,
    minor: !!minor,
  };
}

const base36 = (time: string): string => toMs(time).toString(36);

const toTimeOrNull = (ms: number): string | null => (ms >= 0 && ms < 4e12 ? toTime(ms) : null);

/** All words as old as the oldest of them: what expires early is asked again, never kept too long. */
function aged(memory: Memory, { since, ...choice }: Choice): Memory {
  const at =
    Object.values(since ?? {})
      .concat(choice.at)
      .sort()[0] ?? choice.at;
  return { ...memory, at, choice: { ...choice, at } };
}
