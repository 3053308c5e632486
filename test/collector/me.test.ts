import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, DAY, NO, POLICY, startCollector, YES } from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const withEvent = async (from = collector) => {
  const visitor = from.visitor();
  await visitor.say(YES);
  await visitor.send([visitor.event('search', { props: { search_term: 'planted search' } })]);
  return visitor;
};
const bearer = (subject: string, path = 'me', method = 'GET') =>
  collector.request(`/v1/shop/${path}`, { method, headers: { authorization: `Bearer ${subject}` } });

describe('what is held of me', () => {
  test('is all there: receipts, events as accepted, requests', async () => {
    const visitor = await withEvent();
    const asked = await visitor.ask({ kind: 'rectification', note: 'my name is spelled with two n' });
    const { status, json, headers } = await visitor.me();
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toEqual({
      subject: visitor.hash,
      receipts: [{ id: expect.any(String), jws: expect.any(String), receivedAt: expect.any(String) }],
      events: [expect.objectContaining({ name: 'search', props: { search_term: 'planted search' } })],
      requests: [{ ...asked.json, note: 'my name is spelled with two n' }],
    });
    expect(JSON.stringify(json)).not.toContain(visitor.subject);
  });

  test.each(['GET', 'DELETE', 'POST'])('is asked for with the subject only: %s', async (method) => {
    const path = method === 'POST' ? 'me/requests' : 'me';
    for (const authorization of [
      undefined,
      'Bearer',
      'Bearer short',
      'Basic YWJj',
      collector.visitor().hash,
    ]) {
      const headers = authorization ? { authorization } : {};
      const answer = await collector.request(`/v1/shop/${path}`, { method, headers: headers });
      expect([answer.status, answer.json.code]).toEqual([401, 'no-key']);
    }
    const stranger = collector.visitor().subject;
    const body = JSON.stringify({ kind: 'objection' });
    const answer = await collector.request(`/v1/shop/${path}`, {
      method,
      headers: { authorization: `Bearer ${stranger}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body } : {}),
    });
    expect([answer.status, answer.json.code]).toEqual([404, 'unknown-subject']);
  });

  test('is not told to who knows the hash only', async () => {
    const visitor = await withEvent();
    expect((await bearer(visitor.hash)).status).toBe(401);
    expect((await bearer(visitor.hash.slice(0, 22))).status).toBe(404);
  });
});

describe('my erasure', () => {
  test('ends it all: no receipt, no event, no key, and events of later are no-receipt', async () => {
    const own = await startCollector();
    const visitor = await withEvent(own);
    const erased = await visitor.erase();
    expect(erased.status).toBe(200);
    expect(erased.json).toEqual({
      erased: true,
      kept: expect.any(Array),
      backupsUntil: '2026-11-28T12:00:00.000Z',
    });
    for (const kept of erased.json.kept) {
      expect(kept).toEqual({
        code: expect.stringMatching(/^(hash|log|receipts)$/),
        what: expect.any(String),
        why: expect.any(String),
        until: kept.until === null ? null : expect.stringMatching(/^\d{4}-.*Z$/),
      });
    }
    expect([(await visitor.me()).status, (await visitor.me()).json.code]).toEqual([404, 'unknown-subject']);
    expect((await visitor.ask({ kind: 'objection' })).status).toBe(404);
    expect(await visitor.try()).toBe('no-receipt');
    expect(own.bytes()).not.toContain('planted search');
    await own.close();
  });

  test('is answered the same again, for 90 days', async () => {
    const own = await startCollector();
    const visitor = await withEvent(own);
    const first = await visitor.erase();
    own.clock.forward(89 * DAY);
    expect((await visitor.erase()).json).toEqual(first.json);
    own.clock.forward(2 * DAY);
    expect((await visitor.erase()).status).toBe(404);
    await own.close();
  });

  test('ends what its receipts are worth: 410 for yes, no and repeats, before anything else is looked at', async () => {
    const own = await startCollector();
    const visitor = own.visitor();
    const yes = visitor.receipt(YES);
    await own.post('/v1/shop/receipts', yes);
    await visitor.erase();
    for (const body of [
      yes,
      { ...yes, purposes: NO },
      visitor.receipt(NO),
      visitor.receipt(YES, { policyVersion: 9 }),
    ]) {
      const answer = await own.post('/v1/shop/receipts', body);
      expect([answer.status, answer.json.code]).toEqual([410, 'erased']);
    }
    own.clock.forward(91 * DAY);
    expect((await visitor.say(YES)).status).toBe(201);
    await own.close();
  });

  test('leaves others alone', async () => {
    const [visitor, other] = [await withEvent(), await withEvent()];
    await visitor.erase();
    expect((await other.me()).json.events).toHaveLength(1);
  });

  test('says that receipts stay, where the policy says so', async () => {
    const keep = await startCollector({
      policy: { ...POLICY, retention: { keepReceiptsAfterErasure: true, receiptsYears: 5 } },
    });
    const visitor = keep.visitor();
    await visitor.say(YES);
    const { json } = await visitor.erase();
    expect(json.kept.map(({ what }: { what: string }) => what)).toContain('receipts');
    await keep.close();
  });
});

describe('my other rights', () => {
  test.each(['rectification', 'restriction', 'objection'])(
    '%s is taken, with the day it is due',
    async (kind) => {
      const visitor = await withEvent();
      const { status, json } = await visitor.ask({ kind });
      expect(status).toBe(201);
      expect(json).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        kind,
        receivedAt: '2026-11-21T12:00:00.000Z',
        dueAt: '2026-12-21T12:00:00.000Z',
      });
      expect(await visitor.try()).toBe(kind === 'rectification' ? 'accepted' : 'restricted');
    },
  );

  test('of another kind are refused', async () => {
    const visitor = await withEvent();
    expect((await visitor.ask({ kind: 'portability' })).status).toBe(422);
  });

  test('hold when a new yes is given', async () => {
    const visitor = await withEvent();
    await visitor.ask({ kind: 'restriction' });
    await visitor.say(YES);
    expect(await visitor.try()).toBe('restricted');
  });
});
