import { hash } from 'node:crypto';

/** Nothing that is hashed lies deeper; recursion without end could be made to end the process. */
const MAX_DEPTH = 64;

/**
 * The canonical text of a JSON value (RFC 8785): members sorted by the UTF-16 code units of their names,
 * numbers and strings as ECMAScript writes them. Throws for what is no JSON (I-JSON, RFC 7493): NaN, half a
 * character, undefined, anything with a life of its own. Leaving such a thing out would sign another text.
 */
export const canonicalJson = (value: unknown): string => write(value, 0);

/** Hex SHA-256 of the canonical JSON: a policy's `hash`. */
export const hashOf = (value: unknown): string => hash('sha256', canonicalJson(value), 'hex');

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError(`more than ${MAX_DEPTH} levels are not taken`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is not JSON`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (/[\ud800-\udfff]/u.test(value))
      throw new TypeError('half a character (a lone surrogate) is not JSON');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, depth + 1)).join(',')}]`;
  if (isPlain(value)) {
    const members = Object.keys(value)
      .sort()
      .map((name) => `${write(name, depth)}:${write(value[name], depth + 1)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`${typeof value} is not JSON`);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
