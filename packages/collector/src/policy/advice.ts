import { optional, type PolicyDocument } from '@sayso/protocol';
import { PROVISIONS } from './looser-than-law.ts';
import { missingItems } from './separate-consents.ts';

/** Purposes that the banner has words for in its own languages. */
const KNOWN = ['necessary', 'preferences', 'analytics', 'marketing'];

/** The events that a source makes which a policy has only if it names it. */
const MAKES: Record<string, readonly string[]> = {
  search: ['search'],
  form: ['form_submit'],
  scroll: ['scroll'],
  engagement: ['engagement'],
  vitals: ['web_vital'],
  error: ['error'],
  structured: ['view_item'],
  selectors: ['view_item', 'add_to_cart'],
};

/** What is allowed but probably not meant. */
export function advise({ purposes, texts, eventProps, capture }: PolicyDocument): string[] {
  const advice = missingItems({ purposes, texts })
    .filter(({ id }) => !Object.hasOwn(PROVISIONS, id))
    .map(({ path, id, message }) => `${path}: ${id} is asked for apart, and ${message}.`);
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
  const captured = purposes.flatMap(({ events = [] }) => events);
  for (const source of capture.sources) {
    const makes = MAKES[source] ?? [];
    if (!makes.length || makes.some((name) => captured.includes(name))) continue;
    advice.push(
      `capture.sources: ${source} makes nothing, since no purpose has ${makes.join(' or ')} in its events.`,
    );
  }
  return advice;
}
