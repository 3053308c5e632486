import type { ReceiptRequest } from '@sayso/protocol';

/**
 * The visitor's newest word by the contract's rules for receipts in order, as simply as they can be told:
 * not a line of it is the collector's. It knows noes only; what may be captured is more than the absence of a no.
 */
export class Noes {
  readonly #noes = new Set<string>();
  /** The newest time of a receipt in effect, in milliseconds; one in the future counts as received. */
  #newest = Number.NEGATIVE_INFINITY;

  has(purpose: string): boolean {
    return this.#noes.has(purpose);
  }

  add(purpose: string): void {
    this.#noes.add(purpose);
  }

  /**
   * A receipt that was answered with 201. `granted`: the purposes that its JWS says are granted. A default is
   * in effect only where the subject has no choice, which this does not know: `effective` tells.
   */
  took(
    { purposes, method, at }: ReceiptRequest,
    { granted, effective, now }: { granted: readonly string[]; effective: boolean; now: number },
  ): void {
    if (method === 'default' && !effective) return;
    const counted = Math.min(Date.parse(at), now);
    const late = counted < this.#newest;
    for (const [purpose, word] of Object.entries(purposes)) if (word === false) this.#noes.add(purpose);
    const onlyRefuses = !Object.values(purposes).includes(true) && Object.values(purposes).includes(false);
    const grants = method === 'save' || method === 'accept-all';
    if (!late && grants) {
      for (const [purpose, word] of Object.entries(purposes)) {
        if (word === true && granted.includes(purpose)) this.#noes.delete(purpose);
        if (word === true && !granted.includes(purpose)) this.#noes.add(purpose);
      }
    }
    if (!late || onlyRefuses || Object.values(purposes).includes(false)) {
      this.#newest = Math.max(this.#newest, counted);
    }
  }
}
