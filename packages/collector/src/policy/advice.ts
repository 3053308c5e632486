import { optional, type PolicyDocument } from '@sayso/protocol';

/** Purposes that the banner has words for in its own languages. */
const KNOWN = ['necessary', 'preferences', 'analytics', 'marketing'];

/** What is allowed but probably not meant. */
export function advise({ purposes, texts, eventProps }: PolicyDocument): string[] {
  const advice: string[] = [];
  const asked = optional(purposes);
  for (const { id, retentionDays } of asked) {
    if (retentionDays === undefined)
      advice.push(`purposes: ${id} has no retentionDays, so its events are kept.`);
    if (KNOWN.includes(id)) continue;
    const without = Object.keys(texts).filter((language) => !texts[language]?.purposes?.[id]);
    const where = Object.keys(texts).length ? without.join(', ') : 'any language';
    if (where) advice.push(`texts: ${id} has no name in ${where}, so visitors would read "${id}".`);
  }
  for (const name of Object.keys(eventProps)) {
    if (purposes.some(({ events }) => events?.includes(name))) continue;
    advice.push(`eventProps: ${name} belongs to no purpose, so it is refused.`);
  }
  return advice;
}
