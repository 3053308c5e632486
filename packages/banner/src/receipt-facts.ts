/** What of a receipt a visitor is shown. */
export interface ReceiptFacts {
  site: string;
  /** The name of the log that is to have it. */
  log: string;
  method: string;
  policyVersion: number;
  at: string;
  receivedAt: string;
  /** By when it must be in the log, in seconds (maximum merge delay). */
  mmd: number;
  effective: boolean;
  purposes: Record<string, 'granted' | 'denied'>;
}

/** The payload of a compact JWS, as it says of itself; an empty object if it is none. */
export function factsOf(jws: string): Partial<ReceiptFacts> {
  try {
    return Object(JSON.parse(new TextDecoder().decode(bytesOf(jws.split('.')[1]))));
  } catch {
    return {};
  }
}

/** Of base64url without padding. Throws where it is none. */
export const bytesOf = (text = ''): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
