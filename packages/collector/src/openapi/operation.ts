import type { ProblemCode } from '@sayso/protocol';
import type { ZodObject, ZodType } from 'zod';

/** One call of the HTTP interface. */
export interface Operation {
  /** `get /v1/{site}/policy` */
  call: string;
  says: string;
  /** Whose key is asked for: a visitor's subject, or an operator's. */
  bearer?: 'subject' | 'key';
  query?: ZodObject;
  body?: ZodType;
  /** By status: the shape of JSON, or the type of anything else. */
  answers: Readonly<Record<number, ZodType | string>>;
  /** Beside those that any request may meet. */
  problems?: readonly ProblemCode[];
}

/** What a call with a body may meet. */
export const BODY = ['not-json', 'too-large', 'unsupported-type', 'invalid'] as const;
