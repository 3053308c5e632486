import { DAY } from '@sayso/protocol';
import type { Clock, PageWindow } from './environment.ts';

/** What came back. */
export interface Answer {
  /** 0: nothing did. */
  status: number;
  /** The JSON. */
  body?: unknown;
  /** For how many milliseconds the collector asks to be left alone. */
  retryAfter?: number;
}

export interface Transport {
  /** The collector's address. */
  collector: string;
  /** One request. A body goes as `text/plain`, which needs no preflight. Never throws. */
  call(path: string, init?: RequestInit): Promise<Answer>;
}

export function openTransport(window: Pick<PageWindow, 'fetch'>, collector: string, clock: Clock): Transport {
  return {
    collector,
    async call(path, init) {
      try {
        // Looked up each time: the store, or a blocker, may have put another in its place. Cookies go as fetch sends them
        // unasked, to the page's own origin only: there the collector keeps the choice for longer than a script can.
        const answer = await window.fetch(collector + path, {
          referrerPolicy: 'no-referrer',
          ...init,
        });
        return {
          status: answer.status,
          retryAfter: parseRetryAfter(answer.headers.get('retry-after'), clock()),
          body: await answer.json().catch(() => null),
        };
      } catch {
        return { status: 0 };
      }
    },
  };
}

/**
 * Milliseconds until the same request may do better: after no answer or none of the collector's, which is JSON and whole,
 * 408, 429 and the server's own errors; 0 for an answer that is final. From 1 s, doubled each time up to 30 s, the second half left to chance, so that many
 * pages don't return at once; and no sooner than the collector asks.
 */
export function backOff(
  { status, body, retryAfter = 0 }: Answer,
  attempt: number,
  chance = Math.random(),
): number {
  if (body && status !== 408 && status !== 429 && status < 500) return 0;
  return Math.max(retryAfter, Math.min(30_000, 1000 * 2 ** attempt) * (0.5 + chance / 2));
}

/** `Retry-After` (RFC 9110, 10.2.3), seconds or a date, in milliseconds from now; at most a day. */
export function parseRetryAfter(header: string | null, now: number): number {
  const ms = Number(header) * 1000 || Date.parse(`${header}`) - now;
  return ms > 0 ? Math.min(DAY, ms) : 0;
}
