import type { Consent } from './consent.ts';
import type { Transport } from './transport.ts';

/** What a visitor may ask of the collector about their own data. */
export interface Me {
  /** Also for the subject of before a withdrawal, as long as the page lives. Null without one, or if it failed. */
  export(): Promise<unknown>;
  erase(): Promise<unknown>;
  receipt(): Promise<string | null>;
}

export function openMe({ call }: Transport, path: string, consent: Consent): Me {
  async function ask(method: string): Promise<unknown> {
    const subject = consent.lastSubject;
    if (!subject) return null;
    const { status, body } = await call(path, { method, headers: { authorization: `Bearer ${subject}` } });
    // 404: nothing is known of this subject any more.
    if (method === 'DELETE' && (status === 200 || status === 404)) consent.forget(subject);
    if (status === 200) return body;
    console.warn(`sayso: ${method} failed: ${status}`);
    return null;
  }
  return {
    export: () => ask('GET'),
    erase: () => ask('DELETE'),
    async receipt() {
      if (consent.receipt || !consent.memory.subject) return consent.receipt;
      const { receipts = [] }: { receipts?: { jws: string; receivedAt: string }[] } = Object(
        await ask('GET'),
      );
      return receipts.sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))[0]?.jws ?? null;
    },
  };
}
