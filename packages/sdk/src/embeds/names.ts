import type { BrowserPolicy, ConsentState, ListedCookie, Purpose } from '@sayso/protocol';

/** Whether a policy's entry means this name: the name itself, or a beginning of at least one character and `*`. */
export const matches = (entry: string, name: string): boolean =>
  entry.endsWith('*') ? entry.length > 1 && name.startsWith(entry.slice(0, -1)) : entry === name;

/** Sayso's own cookie: no list of a policy takes the choice away. */
export const isOurs = (name: string): boolean => /^(__Host-)?sayso-/.test(name);

/** The cookies that a purpose lists, each with what is said of its place. */
export const cookiesOf = ({ cookies = [] }: Purpose): ListedCookie[] =>
  cookies.map((listed) => (typeof listed === 'string' ? { name: listed } : listed));

/** The purposes that are allowed now, and those that are not. */
export function byWord(
  { purposes }: BrowserPolicy,
  { allowed }: Pick<ConsentState, 'allowed'>,
): { allowed: Purpose[]; denied: Purpose[] } {
  const isAllowed = ({ id }: Purpose): boolean => Object.hasOwn(allowed, id) && allowed[id] === true;
  return { allowed: purposes.filter(isAllowed), denied: purposes.filter((purpose) => !isAllowed(purpose)) };
}
