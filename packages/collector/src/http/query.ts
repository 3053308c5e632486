import type { ZodType } from 'zod';
import { faultsOf } from './body.ts';
import type { Request } from './context.ts';
import { Problem } from './problem.ts';

/** The query of the given shape; a name that is given twice counts by its first value. */
export function readQuery<T>(c: Request, shape: ZodType<T>): T {
  const parsed = shape.safeParse(c.req.query());
  if (parsed.success) return parsed.data;
  throw new Problem('invalid', 'see errors', { errors: faultsOf(parsed.error) });
}
