import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Collector, NO, POLICY, startCollector, YES } from './harness.ts';

let collector: Collector;
type Key = Awaited<ReturnType<Collector['key']>>;
let owner: Key;
let operator: Key;
let analyst: Key;
let auditor: Key;
let bound: Key;
beforeAll(async () => {
  collector = await startCollector();
  await collector.addSite('other', POLICY);
  [owner, operator, analyst, auditor] = (await Promise.all(
    (['owner', 'operator', 'analyst', 'auditor'] as const).map((role) => collector.key(role)),
  )) as [Key, Key, Key, Key];
  bound = await collector.key('owner', 'other');
});
afterAll(() => collector.close());

const said = ({ status, json }: Answer): string => (json?.code ? `${status} ${json.code}` : String(status));
const SHOP = '/admin/v1/shop';
const LAMPS = { props: { search_term: 'lamps' } };

describe('who may what', () => {
  const PERSONAL = ['requests', `subjects/${'x'.repeat(43)}`, 'events.ndjson?for=analytics'];
  const AGGREGATES = ['stats', 'refusals'];

  test('only an operator comes near a person', async () => {
    for (const path of PERSONAL) {
      for (const key of [analyst, auditor])
        expect(said(await key.ask(`${SHOP}/${path}`)), path).toBe('403 role-too-small');
      for (const key of [owner, operator])
        expect([200, 404], path).toContain((await key.ask(`${SHOP}/${path}`)).status);
    }
    for (const path of AGGREGATES) {
      expect(said(await analyst.ask(`${SHOP}/${path}`)), path).toBe('200');
      expect(said(await auditor.ask(`${SHOP}/${path}`)), path).toBe('403 role-too-small');
    }
  });

  test('a key of one site finds nothing of another, whatever it asks, and sees one site', async () => {
    const paths = [...PERSONAL, ...AGGREGATES, 'policies'];
    for (const path of paths) expect(said(await bound.ask(`${SHOP}/${path}`)), path).toBe('404 unknown-site');
    expect(said(await bound.send(`${SHOP}/policies`, POLICY))).toBe('404 unknown-site');
    expect(said(await bound.ask(`${SHOP}/subjects/${'x'.repeat(43)}`, { method: 'DELETE' }))).toBe(
      '404 unknown-site',
    );
    expect(said(await bound.ask('/admin/v1/other/stats'))).toBe('200');
    expect((await bound.ask('/admin/v1/sites')).json.sites.map(({ id }: { id: string }) => id)).toEqual([
      'other',
    ]);
    expect((await owner.ask('/admin/v1/sites')).json.sites).toMatchObject([
      { id: 'other', policyVersion: 1 },
      { id: 'shop', policyVersion: 1, origins: ['https://shop.example'] },
    ]);
    // Its answer is that for a site that is not there at all.
    const [hidden, none] = [await bound.ask(`${SHOP}/stats`), await bound.ask('/admin/v1/nobody/stats')];
    expect(hidden.text).toBe(none.text);
  });
});

describe('keys', () => {
  test('are made, listed without their text, and ended by an owner', async () => {
    const made = await owner.send('/admin/v1/keys', { role: 'analyst', site: 'shop', expires: '2027-01-01' });
    expect(made.status).toBe(201);
    const { key, id } = made.json;
    const withIt = { headers: { authorization: `Bearer ${key}` } };
    expect(said(await collector.request(`${SHOP}/stats`, withIt))).toBe('200');
    const list = await owner.ask('/admin/v1/keys');
    expect(list.json.keys.find((one: { id: string }) => one.id === id)).toEqual({
      id,
      role: 'analyst',
      site: 'shop',
      createdAt: expect.any(String),
      expiresAt: '2027-01-01T00:00:00.000Z',
      revokedAt: null,
    });
    expect(list.text).not.toContain(key);
    const ended = await owner.ask(`/admin/v1/keys/${id}`, { method: 'DELETE' });
    expect(ended.json.revokedAt).toEqual(expect.any(String));
    expect(said(await collector.request(`${SHOP}/stats`, withIt))).toBe('401 no-key');
    const { rows } = (await owner.ask('/admin/v1/audit?limit=20')).json;
    expect(rows).toContainEqual(
      expect.objectContaining({ what: 'POST /admin/v1/keys', about: id, outcome: '201' }),
    );
    expect(rows).toContainEqual(expect.objectContaining({ what: 'DELETE /admin/v1/keys/:id', about: id }));
  });

  test('of a bound owner stay within its site', async () => {
    expect((await bound.send('/admin/v1/keys', { role: 'owner' })).json.site).toBe('other');
    expect(said(await bound.send('/admin/v1/keys', { role: 'owner', site: 'shop' }))).toBe(
      '404 unknown-site',
    );
    const { keys } = (await bound.ask('/admin/v1/keys')).json;
    expect(new Set(keys.map(({ site }: { site: string }) => site))).toEqual(new Set(['other']));
    expect(said(await bound.ask(`/admin/v1/keys/${owner.id}`, { method: 'DELETE' }))).toBe('404 not-found');
    expect(said(await owner.ask('/admin/v1/keys'))).toBe('200');
  });

  test('are not made of nonsense', async () => {
    for (const body of [
      {},
      { role: 'root' },
      { role: 'owner', expires: '2026-02-31' },
      { role: 'owner', expires: '2020-01-01' },
      [],
    ]) {
      expect(said(await owner.send('/admin/v1/keys', body))).toBe('422 invalid');
    }
    expect(said(await owner.send('/admin/v1/keys', { role: 'owner', site: 'nobody' }))).toBe(
      '404 unknown-site',
    );
    expect(said(await operator.send('/admin/v1/keys', { role: 'owner' }))).toBe('403 role-too-small');
  });
});

describe('policies', () => {
  test('are published as the command does, by an operator', async () => {
    const own = await startCollector({ policy: null });
    const key = await own.key('operator');
    const path = '/admin/v1/shop/policies';
    const policy = { ...POLICY, regimes: { default: 'opt-in' }, region: { trustPage: false } };
    expect(said(await (await own.key('auditor')).send(path, policy))).toBe('403 role-too-small');
    const first = await key.send(path, policy);
    expect(first.json).toMatchObject({ version: 1, materialSince: 1, replaces: null, reasons: [] });
    expect((await own.request('/v1/shop/policy')).json.hash).toBe(first.json.hash);
    const second = await key.send(`${path}?material=true&effective=2026-12-24`, policy);
    expect(second.json).toMatchObject({
      version: 2,
      materialSince: 2,
      effectiveAt: '2026-12-24T00:00:00.000Z',
    });
    expect((await key.ask(path)).json.policies).toMatchObject([{ version: 2 }, { version: 1 }]);
    const { rows } = (await (await own.key('owner')).ask('/admin/v1/audit')).json;
    expect(rows).toContainEqual(expect.objectContaining({ site: 'shop', about: '2', outcome: '201' }));

    const looser = await key.send(path, { ...policy, regimes: { default: 'opt-in', DE: 'notice' } });
    expect(said(looser)).toBe('422 looser-than-law');
    expect(looser.json.errors[0]).toMatchObject({ path: 'regimes.DE' });
    expect(said(await key.send(path, { purposes: 7 }))).toBe('422 invalid');
    expect(said(await key.send(`${path}?effective=never`, policy))).toBe('422 invalid');
    expect((await key.ask(path)).json.policies).toHaveLength(2);
    await own.close();
  });
});

describe('counts', () => {
  test('are of events and refusals; an analyst sees none under ten', async () => {
    const own = await startCollector();
    const [all, some] = [await own.key('operator'), await own.key('analyst')];
    const visitor = own.visitor();
    await visitor.say(YES, { region: 'DE', locale: 'de' });
    await visitor.send(Array.from({ length: 12 }, () => visitor.event('page_view')));
    await visitor.send(Array.from({ length: 9 }, () => visitor.event('search', LAMPS)));
    const rare = own.visitor();
    await rare.say(NO, { region: 'FR' });
    await rare.send([rare.event('search', LAMPS)]);

    const stats = async (key: Key, query: string) => (await key.ask(`${SHOP}/stats?${query}`)).json;
    expect(await stats(all, 'by=region')).toMatchObject({
      by: 'region',
      rows: [
        { key: 'DE', purpose: 'analytics', name: 'page_view', events: 12 },
        { key: 'DE', purpose: 'analytics', name: 'search', events: 9 },
      ],
      suppressed: false,
    });
    for (const [by, key] of [
      ['day', '2026-11-21'],
      ['region', 'DE'],
      ['locale', 'de'],
    ]) {
      const seen = await stats(some, `by=${by}`);
      expect(seen).toMatchObject({ rows: [{ key, name: 'page_view', events: 12 }], suppressed: true });
      expect(seen.rows).toHaveLength(1);
    }
    expect(await stats(all, 'from=2026-11-22&to=2026-11-23')).toMatchObject({ rows: [], suppressed: false });
    for (const query of ['by=name', 'from=yesterday', 'to=2026-02-31']) {
      expect(said(await all.ask(`${SHOP}/stats?${query}`)), query).toBe('422 invalid');
    }
    const refused = { day: '2026-11-21', name: 'search', reason: 'denied', count: 1 };
    expect((await all.ask(`${SHOP}/refusals`)).json.rows).toEqual([refused]);
    expect((await some.ask(`${SHOP}/refusals`)).json).toMatchObject({ rows: [], suppressed: true });
    await own.close();
  });
});

describe('a person', () => {
  test('is found by the hash of their subject, never by the secret, and erased on their word', async () => {
    const own = await startCollector();
    const key = await own.key('operator');
    const visitor = own.visitor();
    await visitor.say(YES);
    await visitor.send([visitor.event('search', { props: { search_term: 'lamps' } })]);
    await visitor.ask({ kind: 'rectification', note: 'my name is spelled wrong' });
    const path = `${SHOP}/subjects/${visitor.hash}`;
    const { json } = await key.ask(path);
    expect(json).toMatchObject({
      subject: visitor.hash,
      state: { choice: { purposes: YES }, minor: false, restricted: false },
      events: [{ name: 'search', props: { search_term: 'lamps' } }],
      requests: [{ kind: 'rectification', note: 'my name is spelled wrong' }],
    });
    expect(json.receipts).toHaveLength(1);
    expect((await key.ask(`${SHOP}/requests`)).json.requests).toMatchObject([
      { subject: visitor.hash, kind: 'rectification', note: 'my name is spelled wrong' },
    ]);
    expect(said(await key.ask(`${SHOP}/subjects/${visitor.subject}`))).toBe('404 unknown-subject');

    expect((await key.ask(path, { method: 'DELETE' })).json).toMatchObject({ erased: true });
    expect((await key.ask(path, { method: 'DELETE' })).json).toMatchObject({ erased: true });
    expect(said(await key.ask(path))).toBe('404 unknown-subject');
    expect(said(await visitor.me())).toBe('404 unknown-subject');
    expect((await key.ask(`${SHOP}/requests`)).json.requests).toEqual([]);
    const { rows, ...rest } = (await (await own.key('owner')).ask('/admin/v1/audit?site=shop')).json;
    expect(rest).toEqual({ next: null });
    expect(rows.filter(({ about }: { about: string }) => about === visitor.hash)).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toMatch(/lamps|spelled/);
    expect(JSON.stringify(rows)).not.toContain(visitor.subject);
    await own.close();
  });
});
