import { isSubject } from '@sayso/protocol';
import { sha256 } from '../hash.ts';
import type { Request } from './context.ts';
import { Problem } from './problem.ts';

/** The hash of the subject whose secret the request carries. */
export function bearer(c: Request): string {
  const [, secret] = /^Bearer ([^ ]+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  if (!isSubject(secret)) throw new Problem('no-key', 'expected Authorization: Bearer and a subject');
  return sha256(secret);
}
