/**
 * The day of a choice, in words. After a refusal only the day is kept, as its last millisecond in UTC (so that
 * everybody who refused that day looks the same): elsewhere on earth that is another day already.
 */
export function dayOf(at: string, locale: string): string {
  const timeZone = at.endsWith('T23:59:59.999Z') ? { timeZone: 'UTC' } : {};
  return new Date(at).toLocaleDateString(locale, { dateStyle: 'long', ...timeZone });
}
