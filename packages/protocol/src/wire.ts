/** Limits of the HTTP interface; bytes, characters and counts. */
export const LIMITS = {
  body: 65_536,
  events: 100,
  event: 8_192,
  string: 500,
  props: 50,
  items: 200,
  purposes: 50,
  errors: 10,
} as const;

/** Why the collector did not store an event, in the order in which it looks. */
export const REFUSALS = [
  'invalid',
  'unknown-event',
  'too-old',
  'future',
  'no-receipt',
  'restricted',
  'denied',
  'gpc',
  'minor',
  'outdated',
  'expired',
  'before-choice',
  'unverified',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The stable `code` of a problem (RFC 9457) and its HTTP status. */
export const PROBLEMS = {
  'not-json': 400,
  'no-key': 401,
  'origin-not-allowed': 403,
  'role-too-small': 403,
  'not-found': 404,
  'not-integrated': 404,
  'unknown-site': 404,
  'unknown-subject': 404,
  'no-policy': 404,
  'method-not-allowed': 405,
  'id-reused': 409,
  'policy-outdated': 409,
  'site-closed': 410,
  erased: 410,
  'too-large': 413,
  'unsupported-type': 415,
  invalid: 422,
  confirm: 422,
  'api-not-allowed': 422,
  'looser-than-law': 422,
  'slow-down': 429,
  internal: 500,
  busy: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** Addresses of a site at its collector, as the SDK calls them. */
export const paths = {
  policy: (site: string): string => `/v1/${site}/policy?for=browser`,
  receipts: (site: string): string => `/v1/${site}/receipts`,
  events: (site: string): string => `/v1/${site}/events`,
  me: (site: string): string => `/v1/${site}/me`,
} as const;
