import { PROBLEMS, type ProblemCode } from '@sayso/protocol';
import { type ZodType, z } from 'zod';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { problem } from './shapes.ts';

type Json = Record<string, unknown>;

/** What any request may meet. */
const ANYWHERE: readonly ProblemCode[] = ['slow-down', 'busy', 'internal'];

const PROBLEM = { $ref: '#/components/schemas/problem' };

/** The OpenAPI 3.1 document of the HTTP interface, made of the shapes that bodies are read by and answers are checked by. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    const [method = '', path = ''] = operation.call.split(' ');
    paths[path] = { ...paths[path], [method]: describe(operation, path) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sayso collector', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { problem: schemaOf(problem, 'output') },
      securitySchemes: {
        subject: {
          type: 'http',
          scheme: 'bearer',
          description: 'the subject, a secret of the visitor’s browser',
        },
        key: { type: 'http', scheme: 'bearer', description: 'a key of `sayso keys create`' },
      },
    },
  };
}

function describe({ says, bearer, query, body, answers, problems = [] }: Operation, path: string): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    summary: says,
    ...(bearer ? { security: [{ [bearer]: [] }] } : {}),
    parameters: [...inPath, ...(query ? parametersOf(query) : [])],
    ...(body ? { requestBody: bodyOf(body) } : {}),
    responses: { ...responsesOf(answers), ...problemsOf([...problems, ...ANYWHERE]) },
  };
}

const parametersOf = (query: z.ZodObject): Json[] =>
  Object.entries(query.shape).map(([name, shape]) => ({
    name,
    in: 'query',
    required: !(shape as ZodType).safeParse(undefined).success,
    schema: schemaOf(shape as ZodType, 'input'),
  }));

function bodyOf(body: ZodType): Json {
  const schema = schemaOf(body, 'input');
  return { required: true, content: { 'application/json': { schema }, 'text/plain': { schema } } };
}

const responsesOf = (answers: Operation['answers']): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(answers).map(([status, shape]) => [
      status,
      typeof shape === 'string'
        ? { description: shape || 'Not changed.', ...(shape ? { content: { [shape]: {} } } : {}) }
        : {
            description: 'As asked.',
            content: { 'application/json': { schema: schemaOf(shape, 'output') } },
          },
    ]),
  );

/** One answer a status, with the codes that it may have. */
function problemsOf(codes: readonly ProblemCode[]): Record<string, Json> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes))
    byStatus.set(PROBLEMS[code], [...(byStatus.get(PROBLEMS[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      String(status),
      { description: some.join(', '), content: { 'application/problem+json': { schema: PROBLEM } } },
    ]),
  );
}

function schemaOf(shape: ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return schema;
}
