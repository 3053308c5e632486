import type { Choice, Memory, Method, ReceiptRequest, Signals } from '@sayso/protocol';

/**
 * The receipt that tells the collector of a choice: of what is remembered, or for a default of what carries over.
 * `region` is what the page says; the collector sees its own.
 */
export const requestOf = (
  { subject, at }: Memory,
  { purposes, policyVersion, since, confirmed }: Omit<Choice, 'at'>,
  id: string,
  method: Method,
  region: string | null,
  signals: Signals,
): ReceiptRequest => ({
  id,
  ...(subject && { subject }),
  purposes,
  since,
  policyVersion,
  method,
  region,
  at,
  signals,
  confirmed,
});
