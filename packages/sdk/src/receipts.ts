import type { ReceiptAnswer, ReceiptRequest, Shown } from '@sayso/protocol';
import type { PageWindow } from './environment.ts';
import { hexOf } from './ids.ts';
import { backOff, type Transport } from './transport.ts';

/** What the collector says: its answer, or the code of its problem. Neither: it had it before. */
export type Reply = Partial<ReceiptAnswer> & { code?: string };

export interface Receipts {
  /**
   * Sends it until there is an answer, in place of any that has none yet, since only the newest counts; null
   * if that happened to it.
   */
  send(request: ReceiptRequest, shown?: Shown): Promise<Reply | null>;
  /** What has no answer yet is not sent again. */
  drop(): void;
}

export function openReceipts(
  { setTimeout, crypto }: PageWindow,
  { call }: Transport,
  path: string,
): Receipts {
  let current: AbortController | undefined;
  const drop = (): void => current?.abort();
  return {
    drop,
    async send(request, shown) {
      drop();
      current = new AbortController();
      const { signal } = current;
      const { texts, ...seen } = shown ?? {};
      // The same bytes each time: that is how the collector knows a repeat.
      const body = JSON.stringify({ ...request, ...seen, textHash: texts && (await hashOf(crypto, texts)) });
      for (let attempt = 0; !signal.aborted; attempt++) {
        const answer = await call(path, { method: 'POST', body, keepalive: true, signal });
        if (signal.aborted) break;
        const wait = backOff(answer, attempt);
        const reply: Reply = Object(answer.body);
        if (!wait) {
          if (reply.code === 'id-reused') return {};
          return answer.status < 300 ? reply : { code: `${answer.status}`, ...reply };
        }
        await new Promise((again) => setTimeout(again, wait));
      }
      return null;
    },
  };
}

/** Hex SHA-256 of what was on the screen; not on http, where a page may not hash. */
async function hashOf({ subtle }: Crypto, texts: string[]): Promise<string | undefined> {
  const hash = await subtle?.digest('SHA-256', new TextEncoder().encode(texts.join('\n')));
  return hash && hexOf(new Uint8Array(hash));
}
