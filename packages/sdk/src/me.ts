import type { MyData } from '@sayso/protocol';
import type { Consent } from './consent.ts';
import type { Transport } from './transport.ts';

/** What a visitor may ask of the collector about their own data. */
export interface Me extends MyData {
  /** Remembers a subject for as long as the page lives: after a withdrawal it is still asked about. */
  keep(subject: string | null): void;
  receipt(): Promise<string | null>;
}

export function openMe({ call }: Transport, path: string, consent: Consent): Me {
  let former: string | null = null;
  async function ask(method: string): Promise<unknown> {
    const subject = consent.memory.subject ?? former;
    if (!subject) return null;
    const { status, body } = await call(path, { method, headers: { authorization: `Bearer ${subject}` } });
    // 404: nothing is known of this subject any more.
    if (method === 'DELETE' && (status === 200 || status === 404)) {
      consent.forget(subject);
      former = null;
    }
    if (status === 200) return body;
    console.warn(`sayso: ${method} ${status}`);
    return null;
  }
  return {
    // Also by the subject of before a withdrawal, as long as the page lives.
    known: () => !!(consent.memory.subject ?? former),
    keep(subject) {
      former = subject ?? former;
    },
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
