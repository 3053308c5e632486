import { LIMITS } from '@sayso/protocol';
import type { ZodError, ZodType } from 'zod';
import type { Request } from './context.ts';
import { type Fault, Problem } from './problem.ts';

const TYPES = ['application/json', 'text/plain'];
const FORM = 'application/x-www-form-urlencoded';

/** The body's text, if its type, encoding and size are allowed. */
export async function readText(c: Request, types: readonly string[] = TYPES): Promise<string> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!types.includes(type)) throw new Problem('unsupported-type', `expected ${types.join(' or ')}`);
  if (c.req.header('content-encoding') !== undefined)
    throw new Problem('unsupported-type', 'expected a body without encoding');
  const length = c.req.header('content-length') ?? '';
  if (Number(length) > LIMITS.body) throw tooLarge();
  // A body of known length has at most that length; any other is counted as it comes.
  return /^\d+$/.test(length) ? c.req.text() : readCounted(c.req.raw.body);
}

/** The body as JSON of the given shape. */
export const readJson = async <T>(c: Request, shape: ZodType<T>): Promise<T> =>
  parseJson(await readText(c), shape);

/** JSON of the given shape, whose paths must name fields of ours only: errors repeat them. */
export function parseJson<T>(text: string, shape: ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Problem('not-json', 'the body could not be read as JSON');
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Problem('invalid', 'see errors', { errors: faultsOf(parsed.error) });
}

/** What is wrong, by the fields of ours that it is wrong in. */
export const faultsOf = (error: ZodError): Fault[] =>
  error.issues
    .slice(0, LIMITS.errors)
    .map(({ path, message }) => ({ path: path.map(String).join('.'), message }));

/** Reads the body of a form that asks for nothing; it may be left out. */
export async function skipForm(c: Request): Promise<void> {
  if (c.req.header('content-type') !== undefined) await readText(c, [FORM, ...TYPES]);
}

const tooLarge = (): Problem => new Problem('too-large', `expected at most ${LIMITS.body} bytes`);

async function readCounted(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > LIMITS.body) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
