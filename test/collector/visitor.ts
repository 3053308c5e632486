import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type EventsRequest, type ReceiptPayload, type ReceiptRequest, toTime } from '@sayso/protocol';

export const SHOP = 'https://shop.example';

export type Words = Record<string, boolean | null>;
export type Init = {
  headers?: Record<string, string | undefined>;
  method?: string;
  body?: string;
  peer?: string;
};
export type Event = EventsRequest['events'][number];

/** What a test looks at of any answer. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what is in it
  json: any;
}

/** A browser with a subject of its own. */
export function openVisitor(
  post: (path: string, body: unknown, init?: Init) => Promise<Answer>,
  request: (path: string, init?: Init) => Promise<Answer>,
  clock: { now: number },
  ahead: number,
  site: string,
) {
  const subject = randomBytes(16).toString('base64url');
  const time = (offset = 0): string => toTime(clock.now + ahead + offset);
  const receipt = (purposes: Words, over: Partial<ReceiptRequest> = {}): ReceiptRequest => ({
    id: randomUUID(),
    subject,
    purposes,
    policyVersion: 1,
    method: Object.values(purposes).includes(true) ? 'save' : 'reject-all',
    at: time(),
    ...over,
  });
  const event = (name = 'page_view', over: Partial<Event> & { at?: string } = {}): Event => ({
    id: randomUUID(),
    name,
    at: time(),
    ...over,
  });
  const bearer = { authorization: `Bearer ${subject}`, origin: SHOP };
  return {
    subject,
    hash: createHash('sha256').update(subject).digest('base64url'),
    time,
    receipt,
    event,
    /** Posts a choice. */
    say: (purposes: Words, over: Partial<ReceiptRequest> = {}, init?: Init) =>
      post(`/v1/${site}/receipts`, receipt(purposes, over), init),
    /** Posts a batch. */
    send: (events: unknown[], over: Record<string, unknown> = {}, init?: Init) =>
      post(`/v1/${site}/events`, { subject, sentAt: time(), events, ...over }, init),
    /** What becomes of one event: `accepted`, `duplicate` or the reason of its refusal. */
    async try(name = 'page_view', over: Partial<Event> = {}, init?: Init): Promise<string> {
      const answer = await post(
        `/v1/${site}/events`,
        { subject, sentAt: time(), events: [event(name, over)] },
        init,
      );
      if (answer.status !== 200) throw new Error(answer.text);
      const { accepted, duplicate, refused } = answer.json;
      return accepted ? 'accepted' : duplicate ? 'duplicate' : refused[0].reason;
    },
    me: (init: Init = {}) => request(`/v1/${site}/me`, { ...init, headers: { ...bearer, ...init.headers } }),
    erase: () => request(`/v1/${site}/me`, { method: 'DELETE', headers: bearer }),
    ask: (body: unknown, init: Init = {}) =>
      post(`/v1/${site}/me/requests`, body, { ...init, headers: { ...bearer, ...init.headers } }),
    /** What the receipts say, in the order of the log. */
    async receipts(): Promise<ReceiptPayload[]> {
      const { json } = await request(`/v1/${site}/me`, { headers: bearer });
      return json.receipts.map(({ jws }: { jws: string }) => payloadOf(jws));
    },
  };
}

export type Visitor = ReturnType<typeof openVisitor>;

/** The payload of a JWS, not verified. */
export const payloadOf = (jws: string): ReceiptPayload =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
