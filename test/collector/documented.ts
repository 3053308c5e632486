import { z } from 'zod';

type Shape = { safeParse(value: unknown): { success: boolean; error?: unknown } };
interface Media {
  schema?: Record<string, unknown>;
}
interface Answered {
  content?: Record<string, Media>;
}
interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Answered> }>>;
  components: { schemas: Record<string, unknown> };
}

const shapes = new Map<Media, Shape>();

/** Says how a real answer differs from `/openapi.json`; null where it does not, or the call is not in it. */
export function difference(
  document: Document,
  {
    method,
    path,
    status,
    type,
    text,
  }: { method: string; path: string; status: number; type: string; text: string },
): string | null {
  const call = callOf(document, method, path);
  if (!call) return null;
  const answer = call.responses[status];
  const where = `${method} ${path}: ${status}`;
  if (!answer) return `${where} is not among ${Object.keys(call.responses)}`;
  if (!text || method === 'HEAD') return null;
  const [name = ''] = type.split(';');
  const media = answer.content?.[name];
  if (!media) return `${where} is of type ${name}, not of ${Object.keys(answer.content ?? {})}`;
  if (!media.schema) return null;
  const shape = shapes.get(media) ?? shapeOf(document, media.schema);
  shapes.set(media, shape);
  const parsed = shape.safeParse(JSON.parse(text));
  return parsed.success ? null : `${where}: ${parsed.error}`;
}

function callOf({ paths }: Document, method: string, path: string) {
  const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
  const found = Object.entries(paths).find(
    ([pattern, calls]) =>
      calls[asked] &&
      new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return found?.[1][asked];
}

function shapeOf(document: Document, schema: Record<string, unknown>): Shape {
  const whole = schema.$ref ? document.components.schemas.problem : schema;
  return z.fromJSONSchema(whole as Parameters<typeof z.fromJSONSchema>[0]);
}
