import {
  type BrowserPolicy,
  cookieDays,
  cookieName,
  DAY,
  formatCookie,
  type Memory,
  type Purpose,
  parseCookie,
  type ReceiptRequest,
  toMs,
} from '@sayso/protocol';
import { getCookie } from 'hono/cookie';
import type { Request } from './context.ts';
import { isOwn } from './origin.ts';

/** Whether the page that asks is the collector's own origin and a page of the store: then they share a cookie. */
export const sharesCookie = (c: Request): boolean =>
  isOwn(c) && c.get('site').site.origins.includes(c.req.header('origin') ?? '');

/** What the visitor's browser remembers, where the request may carry it; null without a readable cookie. */
export function readCookie(c: Request, purposes: readonly Purpose[]): Memory | null {
  const raw = getCookie(c, nameOf(c));
  const doubled = (c.req.header('cookie') ?? '').split(`${nameOf(c)}=`).length > 2;
  return raw && !doubled ? parseCookie(raw, purposes) : null;
}

/** Sets the cookie by header: browsers shorten the life of cookies that scripts set. `now` in milliseconds since 1970. */
export function writeCookie(c: Request, memory: Memory, ask: BrowserPolicy['ask'], now: number): void {
  const https = isHttps(c);
  const until = toMs(memory.at) + cookieDays(memory, ask) * DAY;
  const left = Math.max(0, Math.floor((until - now) / 1000));
  c.header(
    'set-cookie',
    `${nameOf(c)}=${formatCookie(memory)}; Path=/; SameSite=Lax; Max-Age=${left}${https ? '; Secure' : ''}`,
    { append: true },
  );
}

/** Sets the cookie that came with a choice anew, if it says the same as the choice that was just recorded. */
export function renewCookie(
  c: Request,
  body: ReceiptRequest,
  purposes: readonly Purpose[],
  ask: BrowserPolicy['ask'],
  now: number,
): void {
  const memory = sharesCookie(c) ? readCookie(c, purposes) : null;
  if (!memory) return;
  const said = memory.choice?.purposes ?? {};
  const same = Object.entries(body.purposes).every(([id, word]) => (said[id] ?? null) === word);
  if (!same) return;
  const acknowledged = memory.pending?.id === body.id;
  const { choice } = memory;
  const forget = acknowledged && choice && !Object.values(choice.purposes).some((word) => word !== false);
  writeCookie(
    c,
    { ...memory, pending: acknowledged ? null : memory.pending, subject: forget ? null : memory.subject },
    ask,
    now,
  );
}

const isHttps = (c: Request): boolean => c.get('facts').origin.startsWith('https:');

const nameOf = (c: Request): string => cookieName(c.get('site').site.id, isHttps(c));
