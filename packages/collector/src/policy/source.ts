import { LIMITS, type PolicyError } from '@sayso/protocol';
import { LineCounter, type ParsedNode, parseDocument } from 'yaml';

/** What is wrong with a policy file; lines count from 1. */
export interface SourceError extends PolicyError {
  line?: number;
}

/** A policy as somebody wrote it, and where in the file each part of it stands. */
export interface Source {
  given: unknown;
  /** The line of a path such as `purposes[1].id`, or of the nearest part around it. */
  lineOf(path: string): number | undefined;
}

/** Reads JSON or YAML (by the file's name, else by its first character). A field that is there twice is an error. */
export function readSource(bytes: Uint8Array, name: string): Source | { errors: SourceError[] } {
  if (bytes.length > LIMITS.body) {
    return only(`has ${bytes.length} bytes; at most ${LIMITS.body} are allowed`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return only('is not UTF-8');
  }
  const isJson = /\.json$/i.test(name) || (!/\.ya?ml$/i.test(name) && /^\s*[{[]/.test(text));
  try {
    return read(text, isJson);
  } catch (error) {
    if (error instanceof RangeError) return only('is nested too deeply');
    return only(reasonOf(error, text));
  }
}

const only = (message: string): { errors: SourceError[] } => ({ errors: [{ path: '', message }] });

function read(text: string, isJson: boolean): Source | { errors: SourceError[] } {
  const strict: unknown = isJson ? parseStrictly(text) : undefined;
  if (!isShallow(strict) || !looksShallow(text)) return only('is nested too deeply');
  const lines = new LineCounter();
  // JSON is YAML too (YAML 1.2, section 1.3): JSON.parse keeps the last of two fields of a name, YAML sees both.
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', prettyErrors: false });
  const wrong = isJson
    ? document.errors.filter(({ code }) => code === 'DUPLICATE_KEY')
    : [...document.errors, ...document.warnings];
  if (wrong.length) {
    return {
      errors: wrong.slice(0, LIMITS.errors).map(({ code, message, pos }) => ({
        path: '',
        message: code === 'DUPLICATE_KEY' ? 'the same field is there twice' : message,
        line: lines.linePos(pos[0]).line,
      })),
    };
  }
  const given: unknown = isJson ? strict : document.toJS();
  if (!isShallow(given)) return only('is nested too deeply');
  return {
    given,
    lineOf: (path) => {
      for (let keys = keysOf(path); ; keys = keys.slice(0, -1)) {
        const node = document.getIn(keys, true) as ParsedNode | undefined;
        if (node?.range) return lines.linePos(node.range[0]).line;
        if (keys.length === 0) return undefined;
      }
    },
  };
}

/** No part of a policy lies deeper; what comes after here may then walk it by recursion. */
const MAX_DEPTH = 20;

function isShallow(given: unknown): boolean {
  let level = new Set([given]);
  for (let depth = 0; level.size; depth++) {
    if (depth > MAX_DEPTH) return false;
    const inner = [...level].flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
    // A set: YAML's aliases make the same part stand at many places.
    level = new Set<unknown>(inner);
  }
  return true;
}

/**
 * The same, before YAML's parser recurses: V8 ends the whole process where a regular expression is first
 * used with the stack all but full. Indentation needs no check; 64 KiB of it hold a few hundred levels.
 */
function looksShallow(text: string): boolean {
  if (/(?:[-?:][ \t]+){20}/.test(text)) return false;
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open = /[[{]/.test(bracket) ? open + 1 : Math.max(0, open - 1);
    if (open > 3 * MAX_DEPTH) return false;
  }
  return true;
}

class NotJson extends Error {}

function parseStrictly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NotJson('is not JSON', { cause });
  }
}

/** V8 says what came and at which character; the line is what a person looks for. */
function reasonOf(error: unknown, text: string): string {
  if (!(error instanceof NotJson)) return error instanceof Error ? error.message : String(error);
  const said = error.cause instanceof Error ? error.cause.message : '';
  const position = /at position (\d+)/.exec(said)?.[1];
  const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
  return `is not JSON${line ? `: look at line ${line}` : text.trim() === '' ? ': it is empty' : ''}`;
}

/** `purposes[1].id` → `['purposes', 1, 'id']`. A key in quotes may be cut short; then it is simply not found. */
const keysOf = (path: string): (string | number)[] =>
  [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([\w$-]+)/g)].map(([, index, quoted, name]) =>
    index === undefined ? (quoted ?? name ?? '') : Number(index),
  );
