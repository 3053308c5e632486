import { randomUUID } from 'node:crypto';
import { METHODS, type ReceiptRequest, toTime } from '@sayso/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, DAY, HOUR, payloadOf, startCollector, type Visitor } from './harness.ts';
import { Noes } from './model.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const PURPOSES = ['analytics', 'marketing'] as const;
const EVENTS = { analytics: 'page_view', marketing: 'add_to_wishlist' } as const;

const word = fc.constantFrom(true, false, null);
const step = fc.record({
  words: fc.record({ analytics: word, marketing: word }),
  method: fc.constantFrom(...METHODS),
  version: fc.constantFrom(1, 1, 1, 0, 2, 9),
  /** By how much the browser's clock is wrong at this step, in milliseconds. */
  ahead: fc.constantFrom(0, 0, 1, -1, -HOUR, HOUR, -2 * DAY, 2 * DAY),
  region: fc.constantFrom('DE', 'US', 'JP', null),
  gpc: fc.constantFrom(false, false, false, true),
  minor: fc.constantFrom(...Array(30).fill(false), true),
  confirmed: fc.subarray([...PURPOSES]),
  since: fc.option(fc.constantFrom(-3 * DAY, 3 * DAY)),
  wait: fc.constantFrom(0, 1, HOUR, DAY),
  again: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Which purposes an event of now is accepted for. */
async function accepted(visitor: Visitor): Promise<string[]> {
  const events = PURPOSES.map((purpose) => visitor.event(EVENTS[purpose], { props: { items: [] } }));
  const { refused } = (await visitor.send(events)).json;
  const ids = refused.map(({ id }: { id: string }) => id);
  return PURPOSES.filter((_, i) => !ids.includes(events[i]?.id));
}

function requestOf(visitor: Visitor, chosen: Step): ReceiptRequest {
  const { words, method, version, ahead, region, minor, confirmed, since } = chosen;
  const at = toTime(collector.clock.now + ahead);
  return {
    ...visitor.receipt(words, { method, policyVersion: version, region, at, confirmed, signals: { minor } }),
    ...(since ? { since: { analytics: toTime(collector.clock.now + since) } } : {}),
  };
}

describe('whatever a browser sends', () => {
  test('no event is accepted of a purpose whose newest word is no', async () => {
    let allowedAtAll = 0;
    let refusedByNo = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const visitor = collector.visitor();
        const noes = new Noes();
        const sent: ReceiptRequest[] = [];
        for (const chosen of steps) {
          collector.clock.forward(chosen.wait);
          const body = requestOf(visitor, chosen);
          const headers = chosen.gpc ? { 'sec-gpc': '1' } : {};
          const answer = await collector.post('/v1/shop/receipts', body, { headers });
          expect(answer.status).toBeLessThan(500);
          if (answer.status === 201) {
            const { purposes } = payloadOf(answer.json.receipt);
            const granted = Object.keys(purposes).filter((purpose) => purposes[purpose] === 'granted');
            noes.took(body, { granted, effective: answer.json.effective, now: collector.clock.now });
            if (chosen.minor || chosen.method === 'minor') for (const p of PURPOSES) noes.add(p);
            sent.push(body);
          }
          if (chosen.again && sent[0]) await collector.post('/v1/shop/receipts', sent[0]);
          const open = await accepted(visitor);
          for (const purpose of PURPOSES) {
            if (noes.has(purpose)) refusedByNo++;
            if (open.includes(purpose)) allowedAtAll++;
            expect(noes.has(purpose) && open.includes(purpose), `${purpose} after a no`).toBe(false);
          }
        }
      }),
      { numRuns: 300, seed: 20_261_121 },
    );
    // It shows nothing if everything, or nothing, is refused.
    expect(Math.min(allowedAtAll, refusedByNo)).toBeGreaterThan(100);
  });

  test('what is accepted is what the answer to the choice said', async () => {
    await fc.assert(
      fc.asyncProperty(step, async (chosen) => {
        const visitor = collector.visitor();
        const answer = await collector.post('/v1/shop/receipts', requestOf(visitor, { ...chosen, ahead: 0 }));
        if (answer.status !== 201) return;
        const said = PURPOSES.filter((purpose) => answer.json.allowed[purpose]);
        expect(await accepted(visitor)).toEqual(said);
      }),
      { numRuns: 300, seed: 20_261_121 },
    );
  });

  test('no JSON leads to an error of the server', async () => {
    const visitor = collector.visitor();
    await visitor.say({ analytics: true, marketing: true });
    const bodies = {
      receipts: () => visitor.receipt({ analytics: true, marketing: false }),
      events: () => ({
        subject: visitor.subject,
        sentAt: visitor.time(),
        events: [
          {
            ...visitor.event('view_item'),
            props: { items: [{ item_id: 'a' }] },
            page: { url: 'https://shop.example/' },
          },
        ],
      }),
      'me/requests': () => ({ kind: 'objection', note: 'x' }),
    };
    const kind = fc.constantFrom('receipts', 'events', 'me/requests');
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.constantFrom('__proto__', 'constructor', '\ud800', randomUUID(), 1e308, -0),
    );
    await fc.assert(
      fc.asyncProperty(
        kind,
        fc.array(fc.tuple(fc.nat(), junk), { maxLength: 3 }),
        junk,
        async (path, changes, whole) => {
          const body = bodies[path as keyof typeof bodies]() as Record<string, unknown>;
          const init = { headers: { authorization: `Bearer ${visitor.subject}` } };
          for (const [place, value] of changes) change(body, place, value);
          for (const sent of [body, whole]) {
            const text = JSON.stringify(sent) ?? 'undefined';
            const { status } = await collector.post(`/v1/shop/${path}`, text, init);
            expect(status, text).toBeLessThan(500);
          }
        },
      ),
      { numRuns: 2_000, seed: 20_261_121 },
    );
    expect(collector.lines).toEqual([]);
  }, 60_000);
});

/** Puts a value in one of the places of a body, chosen by a number. */
function change(body: object, place: number, value: unknown): void {
  const places: [object, string][] = [];
  const walk = (at: object): void => {
    for (const [key, inner] of Object.entries(at)) {
      places.push([at, key]);
      if (typeof inner === 'object' && inner !== null) walk(inner);
    }
  };
  walk(body);
  const [at, key] = places[place % places.length] ?? [];
  if (at && key) Object.assign(at, { [key]: value });
}
