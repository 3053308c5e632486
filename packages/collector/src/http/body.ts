import { LIMITS } from '@sayso/protocol';
import type { ZodType } from 'zod';
import type { Request } from './context.ts';
import { Problem } from './problem.ts';

const TYPES = ['application/json', 'text/plain'];
const FORM = 'application/x-www-form-urlencoded';

/** The body's text, if its type, encoding and size are allowed. */
export async function readText(c: Request, types: readonly string[] = TYPES): Promise<string> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!types.includes(type)) throw new Problem('unsupported-type', `expected ${types.join(' or ')}`);
  const coding = c.req.header('content-encoding');
  if (coding && coding !== 'identity')
    throw new Problem('unsupported-type', 'expected a body without encoding');
  const length = Number(c.req.header('content-length') ?? Number.NaN);
  if (length > LIMITS.body) throw tooLarge();
  // A body of known length has at most that length; any other is counted as it comes.
  return Number.isNaN(length) ? readCounted(c.req.raw.body) : c.req.text();
}

/** The body as JSON of the given shape. */
export async function readJson<T>(c: Request, shape: ZodType<T>): Promise<T> {
  const text = await readText(c);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Problem('not-json', 'the body could not be read as JSON');
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Problem('invalid', 'see errors', {
    errors: parsed.error.issues.slice(0, LIMITS.errors).map(({ path, message }) => ({
      // Keys of an unknown shape could be anything: only as many steps as we named.
      path: path.map(String).join('.').slice(0, 80),
      message,
    })),
  });
}

/** The fields of an HTML form. */
export const readForm = async (c: Request): Promise<URLSearchParams> =>
  new URLSearchParams(await readText(c, [FORM, ...TYPES]));

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
