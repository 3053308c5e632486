import {
  checked,
  fail,
  fields,
  inside,
  isObject,
  isTaken,
  list,
  maybe,
  type Read,
  record,
  required,
  unique,
  unlike,
} from './parse-policy-reader.ts';
import { id, languageProblem, text } from './parse-policy-values.ts';
import type { PolicyTexts, PromiseRule, PurposeText } from './policy.ts';

/** The site's own words, by language. */
export const readTexts = (): Read<Record<string, PolicyTexts>> => {
  const purpose = fields<PurposeText>({
    name: required(text(100)),
    description: maybe(text(2_000)),
    refusal: maybe(text(2_000)),
  });
  return record(
    languageProblem,
    fields<PolicyTexts>({
      title: maybe(text(200)),
      body: maybe(text(2_000)),
      // Which purposes there are is known later.
      purposes: maybe(record(() => null, purpose)),
    }),
  );
};

/** The promises: a sentence in at least one language, and its check. */
export const readPromises = (): Read<PromiseRule[]> =>
  unique(
    list(
      fields<PromiseRule>({
        id: required(id),
        text: required(
          checked(record(languageProblem, text(2_000)), (said, at) => {
            if (!Object.keys(said).length) fail(at, 'needs its sentence in at least one language');
          }),
        ),
        check: required(check),
      }),
      { most: 100 },
    ),
    (promise) => promise.id,
    'id',
  );

/** What a check says beside its kind is known to the check alone; here it must only be small plain JSON. */
const check: Read<PromiseRule['check']> = (value, at) => {
  if (!isObject(value)) return unlike(at, 'an object', value);
  const { kind } = value;
  const named = Object.hasOwn(value, 'kind') && typeof kind === 'string' && /^[a-z][a-z-]{0,39}$/.test(kind);
  if (!named) return unlike(inside(at, 'kind'), 'the kind of check, such as retention', kind);
  if (!isPlain(value, 4)) {
    return fail(at, 'expected texts, numbers, true, false and null, at most 4 levels deep');
  }
  return { ...value, kind };
};

function isPlain(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return !/[\ud800-\udfff]/u.test(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'boolean' || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, levels - 1));
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([key, item]) => !isTaken(key) && isPlain(key, 0) && isPlain(item, levels - 1),
    )
  );
}
