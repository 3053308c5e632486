/** Milliseconds in a day. */
export const DAY = 86_400_000;

/** RFC 3339, section 5.6, in UTC or with an offset; fractions of a second are optional. */
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970 of an RFC 3339 time; NaN for anything else. */
export function toMs(time: unknown): number {
  return typeof time === 'string' && RFC3339.test(time) ? Date.parse(time) : Number.NaN;
}

/** The RFC 3339 text, in UTC, of milliseconds since 1970. */
export const toTime = (ms: number): string => new Date(ms).toISOString();

/** The UTC day of milliseconds since 1970: `2026-11-20`. */
export const toDay = (ms: number): string => toTime(ms).slice(0, 10);
