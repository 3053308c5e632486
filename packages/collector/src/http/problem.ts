import { PROBLEMS, type ProblemCode } from '@sayso/protocol';

/** One thing that is wrong with a body. */
export interface Fault {
  path: string;
  message: string;
}

/** Ends a request with a problem (RFC 9457). Its text never repeats what came in. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: Fault[] | undefined;
  /** Seconds, for `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, detail: string, more: { errors?: Fault[]; retryAfter?: number } = {}) {
    // An answer, not a fault: where it was made tells nobody anything, and takes a tenth of a short request.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(detail);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Problem';
    this.code = code;
    this.errors = more.errors;
    this.retryAfter = more.retryAfter;
  }

  response(): Response {
    const { status, headers, body } = this.parts();
    return new Response(body, { status, headers });
  }

  /** What the answer is made of. */
  parts(): { status: number; headers: Record<string, string>; body: string } {
    const status = PROBLEMS[this.code];
    const body = {
      type: `/problems#${this.code}`,
      title: TITLES[this.code] ?? this.code.replaceAll('-', ' '),
      status,
      detail: this.message,
      code: this.code,
      ...(this.errors ? { errors: this.errors } : {}),
    };
    const headers = {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      // RFC 9110, section 11.6.1.
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(this.retryAfter ? { 'retry-after': String(this.retryAfter) } : {}),
    };
    return { status, headers, body: JSON.stringify(body) };
  }
}

const TITLES: Partial<Record<ProblemCode, string>> = {
  'not-json': 'The body is not JSON',
  'no-key': 'A bearer key is needed',
  'role-too-small': 'This key may not do that',
  'origin-not-allowed': 'This origin may not call this site',
  'not-integrated': 'It is not in the log yet',
  'unknown-site': 'There is no such site',
  'unknown-subject': 'Nothing is held for this subject',
  'no-policy': 'The site has no policy in effect',
  'id-reused': 'This id was used with another body',
  'policy-outdated': 'This policy version is no longer current',
  'site-closed': 'This site is closed',
  erased: 'This was erased',
  'too-large': 'The body is too large',
  'unsupported-type': 'This type of body is not supported',
  invalid: 'The body is not valid',
  confirm: 'A second confirmation is needed',
  'api-not-allowed': 'Page code may not grant here',
  'slow-down': 'Too many requests',
  internal: 'Something went wrong here',
  busy: 'The collector cannot store anything now',
};
