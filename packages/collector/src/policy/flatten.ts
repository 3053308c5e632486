import type { PolicyDocument } from '@sayso/protocol';

/** The way to one value in a document: `['purposes', 'analytics', 'retentionDays']`. */
export type Way = readonly string[];

/** Lists whose elements are told apart by a name, whatever their order. */
const NAMED: Readonly<Record<string, string>> = { purposes: 'id', recipients: 'name', promises: 'id' };

/**
 * A document as single values by their way; lists of things by their names, lists of words as a set. What is
 * only listed (a purpose, an event) has the value true.
 */
export function flatten(document: PolicyDocument): Map<string, { way: Way; value: unknown }> {
  const flat = new Map<string, { way: Way; value: unknown }>();
  const put = (way: Way, value: unknown): void => {
    if (Array.isArray(value)) {
      const key = NAMED[way.at(-1) ?? ''];
      for (const item of value as unknown[]) {
        if (key && isObject(item)) {
          const inner = [...way, String(item[key])];
          flat.set(nameOf(inner), { way: inner, value: true });
          for (const [field, content] of Object.entries(item))
            if (field !== key) put([...inner, field], content);
        } else {
          const inner = [...way, typeof item === 'string' ? item : JSON.stringify(item)];
          flat.set(nameOf(inner), { way: inner, value: true });
        }
      }
    } else if (isObject(value)) {
      for (const [field, content] of Object.entries(value)) put([...way, field], content);
    } else flat.set(nameOf(way), { way, value });
  };
  put([], document);
  return flat;
}

/** Unlike a text joined by dots, no two ways have the same. */
const nameOf = (way: Way): string => JSON.stringify(way);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
