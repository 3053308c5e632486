import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Collector, DAY, startCollector } from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
  await collector.addSite('other', null);
});
afterAll(() => collector.close());

const said = ({ status, json }: Answer): string => (json?.code ? `${status} ${json.code}` : String(status));
const AUDIT = '/admin/v1/audit';

describe('what is behind a key', () => {
  test('is not opened without one, nor by something else that a bearer could be', async () => {
    const visitor = collector.visitor();
    const { text } = await collector.key('owner');
    for (const authorization of [
      undefined,
      '',
      'Bearer',
      `Bearer ${visitor.subject}`,
      `Basic ${text}`,
      text,
    ]) {
      const answer = await collector.request(AUDIT, { headers: { authorization } });
      expect(said(answer), authorization).toBe('401 no-key');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect(said(await collector.request(`${AUDIT}?key=${text}`))).toBe('401 no-key');
  });

  test('is not opened by a key that is revoked, expired, unknown, or changed by a letter', async () => {
    const own = await startCollector();
    const ended = await own.key('owner', null, 1);
    expect(said(await ended.ask(AUDIT))).toBe('200');
    own.clock.forward(DAY);
    expect(said(await ended.ask(AUDIT))).toBe('401 no-key');
    const revoked = await own.key('owner');
    expect(said(await revoked.ask(AUDIT))).toBe('200');
    await own.store.revokeAccessKey(revoked.id, new Date(own.clock.now).toISOString());
    await expect.poll(async () => said(await revoked.ask(AUDIT))).toBe('401 no-key');
    const { text } = await own.key('owner');
    for (const wrong of [`${text}x`, text.slice(0, -1), text.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))]) {
      const answer = await own.request(AUDIT, { headers: { authorization: `Bearer ${wrong}` } });
      expect(said(answer)).toBe('401 no-key');
    }
    await own.close();
  });

  test('is opened by the roles it is for, and by no other', async () => {
    for (const [role, status] of [
      ['owner', '200'],
      ['auditor', '200'],
      ['operator', '403 role-too-small'],
      ['analyst', '403 role-too-small'],
      ['identity', '403 role-too-small'],
    ] as const) {
      expect(said(await (await collector.key(role)).ask(AUDIT)), role).toBe(status);
    }
  });

  test('is tried with wrong keys 20 times, then not for a while; who has the right one goes in meanwhile', async () => {
    const own = await startCollector();
    const { ask } = await own.key('owner');
    const guess = (peer: string) =>
      own.request(AUDIT, { peer, headers: { authorization: `Bearer sayso_k_${'x'.repeat(43)}` } });
    for (let i = 0; i < 20; i++) expect(said(await guess('203.0.113.9'))).toBe('401 no-key');
    const slowed = await guess('203.0.113.9');
    expect(said(slowed)).toBe('429 slow-down');
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(said(await ask(AUDIT, { peer: '203.0.113.9' }))).toBe('200');
    expect(said(await guess('198.51.100.1'))).toBe('401 no-key');
    own.clock.forward(60_000);
    expect(said(await guess('203.0.113.9'))).toBe('401 no-key');
    await own.close();
  });
});

describe('the audit trail', () => {
  test('has a row for each access with who, what and outcome, and for none that had no key of ours', async () => {
    const own = await startCollector();
    const [owner, analyst] = [await own.key('owner'), await own.key('analyst')];
    await own.request(AUDIT);
    await own.request(AUDIT, { headers: { authorization: `Bearer sayso_k_${'x'.repeat(43)}` } });
    await analyst.ask(`${AUDIT}?site=secret-query`);
    await owner.ask(`${AUDIT}?limit=0`);
    const { json, text } = await owner.ask(AUDIT);
    expect(json.rows).toMatchObject([
      { index: 1, who: owner.id, what: 'GET /admin/v1/audit', outcome: '422' },
      { index: 0, who: analyst.id, what: 'GET /admin/v1/audit', outcome: '403', site: null, about: null },
    ]);
    for (const secret of [owner.text, analyst.text, 'secret-query', '203.0.113.7']) {
      expect(text).not.toContain(secret);
      expect(own.bytes()).not.toContain(secret);
    }
    await own.close();
  });

  test('is read in parts, and a bound key reads what concerns its own site', async () => {
    const own = await startCollector();
    const owner = await own.key('owner');
    for (let i = 0; i < 4; i++) await owner.ask(AUDIT);
    const first = (await owner.ask(`${AUDIT}?limit=2`)).json;
    expect(first.rows.map(({ index }: { index: number }) => index)).toEqual([3, 2]);
    const second = (await owner.ask(`${AUDIT}?limit=2&before=${first.next}`)).json;
    expect(second.rows.map(({ index }: { index: number }) => index)).toEqual([1, 0]);
    const bound = await own.key('auditor', 'shop');
    expect((await bound.ask(AUDIT)).json).toEqual({ rows: [], next: null });
    expect((await bound.ask(`${AUDIT}?site=other`)).json.rows).toEqual([]);
    await own.close();
  });

  test('is written before an answer goes out: where it can’t be, nothing is answered', async () => {
    const own = await startCollector();
    const { ask } = await own.key('owner');
    await own.store.accessKeys();
    own.store.audit.add = () => Promise.reject(new Error('a disk that fails'));
    expect(said(await ask(AUDIT))).toBe('500 internal');
    await own.close();
  });
});
