import { nearest } from './nearest.ts';

/** What is wrong with a policy document, and where: `purposes[1].events[0]`. */
export interface PolicyError {
  path: string;
  message: string;
}

/** A place in the document, and the list that what is wrong there goes to. */
export interface At {
  path: string;
  errors: PolicyError[];
}

/** Gives the value as its type, or undefined after saying why it is none. */
export type Read<T> = (value: unknown, at: At) => T | undefined;

/** A field of an object: what reads it, and what its absence means. */
export type Field<T> =
  | { read: Read<T>; absent: 'error' | 'fine' }
  | { read: Read<T>; absent: 'use'; value: unknown };

export const required = <T>(read: Read<T>): Field<T> => ({ read, absent: 'error' });
export const maybe = <T>(read: Read<T>): Field<T> => ({ read, absent: 'fine' });
/** Where it is absent, `value` is read in its place. */
export const otherwise = <T>(value: unknown, read: Read<T>): Field<T> => ({ read, absent: 'use', value });

const MAX_ERRORS = 100;

/** Says what is wrong. The answer is undefined, so that a reader can return it. */
export function fail({ path, errors }: At, message: string): undefined {
  if (errors.length < MAX_ERRORS) errors.push({ path, message });
  return undefined;
}

/** Says what was expected and what came. */
export const unlike = (at: At, expected: string, value: unknown): undefined =>
  fail(at, `expected ${expected}, got ${show(value)}`);

/** A field of the place, or an element. */
export const inside = (at: At, key: string | number): At => ({
  errors: at.errors,
  path:
    typeof key === 'number'
      ? `${at.path}[${key}]`
      : /^[\w$-]{1,60}$/.test(key)
        ? at.path + (at.path && '.') + key
        : `${at.path}[${show(key)}]`,
});

/** Names that every object has already: something would be found under them where there is nothing. */
export const isTaken = (name: string): boolean => name in {};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these fields and no other. `notes` says more of a field that is not known. */
export const fields =
  <T extends object>(
    shape: { [K in keyof T]-?: Field<Exclude<T[K], undefined>> },
    notes: Readonly<Record<string, string>> = {},
  ): Read<T> =>
  (value, at) => {
    if (!isObject(value)) return unlike(at, 'an object', value);
    const known = Object.keys(shape);
    let good = true;
    for (const key of Object.keys(value)) {
      if (Object.hasOwn(shape, key)) continue;
      good = false;
      const meant = nearest(key, known);
      const more = Object.hasOwn(notes, key) ? notes[key] : meant && `did you mean ${meant}?`;
      fail(inside(at, key), `unknown field; ${more || `known here: ${known.join(', ')}`}`);
    }
    const parsed: Record<string, unknown> = {};
    for (const [key, field] of Object.entries<Field<unknown>>(shape)) {
      const there = Object.hasOwn(value, key);
      if (!there && field.absent === 'fine') continue;
      if (!there && field.absent === 'error') {
        fail(inside(at, key), 'is missing');
        good = false;
        continue;
      }
      const given = there ? value[key] : field.absent === 'use' ? field.value : undefined;
      const read = field.read(given, inside(at, key));
      if (read === undefined) good = false;
      else parsed[key] = read;
    }
    return good ? (parsed as T) : undefined;
  };

/** An object whose keys are names of one kind; `key` says what is wrong with one, if anything. */
export const record =
  <T>(key: (name: string) => string | null, read: Read<T>): Read<Record<string, T>> =>
  (value, at) => {
    if (!isObject(value)) return unlike(at, 'an object', value);
    const parsed: Record<string, T> = {};
    let good = true;
    for (const [name, given] of Object.entries(value)) {
      const wrong = isTaken(name) ? "can't be used as a name" : key(name);
      const item = wrong ? fail(inside(at, name), wrong) : read(given, inside(at, name));
      if (item === undefined) good = false;
      else parsed[name] = item;
    }
    return good ? parsed : undefined;
  };

/** A list of `least` to `most` things of one kind. */
export const list =
  <T>(read: Read<T>, { least = 0, most }: { least?: number; most: number }): Read<T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) return unlike(at, 'a list', value);
    if (value.length < least) return fail(at, `needs at least ${least}`);
    if (value.length > most) return fail(at, `at most ${most} are allowed, here are ${value.length}`);
    const parsed = value.map((given, i) => read(given, inside(at, i)));
    return parsed.every((item) => item !== undefined) ? parsed : undefined;
  };

/** What `read` gives, if nothing of it is there twice. */
export const unique =
  <T>(read: Read<T[]>, nameOf: (item: T) => string, field?: string): Read<T[]> =>
  (value, at) => {
    const items = read(value, at);
    const first = new Map<string, number>();
    let good = true;
    for (const [i, item] of (items ?? []).entries()) {
      const name = nameOf(item);
      const before = first.get(name);
      if (before === undefined) first.set(name, i);
      else {
        const place = field ? inside(inside(at, i), field) : inside(at, i);
        fail(place, `${show(name)} is already there, at ${inside(at, before).path}`);
        good = false;
      }
    }
    return good ? items : undefined;
  };

/** What `read` gives, if `check` says nothing against it. */
export const checked =
  <T>(read: Read<T>, check: (value: T, at: At) => void): Read<T> =>
  (value, at) => {
    const parsed = read(value, at);
    const before = at.errors.length;
    if (parsed !== undefined) check(parsed, at);
    return at.errors.length === before ? parsed : undefined;
  };

/** A value for a message: short, and without characters that a terminal obeys. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return value.length ? 'a list' : 'an empty list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (value === undefined) return 'nothing';
  if (typeof value !== 'string') return String(value);
  const cut = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
