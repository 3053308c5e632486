import type { BrowserPolicy, Connections, ConsentState } from '@sayso/protocol';

/** Takes purposes out of `allowed`. It must never put one in. */
export type Deny = (allowed: Record<string, boolean>) => void;

/** All that a connection sees of the SDK: no subject, no receipt, no way to choose. `sayso.port` is one. */
export interface ConnectionPort {
  /** Now, and again after each change. */
  get(): ConsentState;
  subscribe(changed: () => void): () => void;
  /** The array that `createSayso` was given as `narrow`: where a tool may say no too. */
  narrow?: Deny[];
  /** What the site has published, once it is known. */
  readonly policy?: Pick<BrowserPolicy, 'purposes'>;
}

/** What a policy says of one tool, beside `true`. */
export type Settings<Name extends keyof Connections> = Exclude<Connections[Name], true | undefined>;

/** Where the policy has a purpose `sale`, advertising needs that too. */
export const ADVERTISING = ['marketing', 'sale?'];

/**
 * Whether the tool's field is allowed: each of its purposes is. A purpose that the policy does not have is not, but one
 * with `?` at its end need not be there.
 */
export function isAllowed(allowed: Record<string, boolean>, ids: readonly string[]): boolean {
  return (
    ids.length > 0 &&
    ids.every((id) => {
      const purpose = id.replace('?', '');
      return Object.hasOwn(allowed, purpose) ? allowed[purpose] === true : id !== purpose;
    })
  );
}

/** Each field of the tool, as it is allowed now: by the policy's own map, else by the usual one. */
export const fieldsOf = <Field extends string>(
  usual: Record<Field, readonly string[]>,
  own: Partial<Record<Field, readonly string[]>> | undefined,
  allowed: Record<string, boolean>,
): [Field, boolean][] =>
  (Object.keys(usual) as Field[]).map((field) => [field, isAllowed(allowed, own?.[field] ?? usual[field])]);
