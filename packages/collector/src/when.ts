import { toDay, toMs } from '@sayso/protocol';

/** The forms in which an operator says when. */
export const WHEN = 'a day such as 2026-12-01 or a time such as 2026-12-01T09:00:00Z';

/** A day (its first moment in UTC) or a time, in milliseconds since 1970; null for anything else. */
export function parseWhen(text: string): number | null {
  const at = toMs(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  // Date.parse takes the 31st of February for a day of March.
  return Number.isNaN(at) || !text.startsWith(dayAsWritten(text, at)) ? null : at;
}

/** The day that a time says in its own offset. */
function dayAsWritten(text: string, at: number): string {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
  const offset = sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
  return toDay(at + offset * 60_000);
}
