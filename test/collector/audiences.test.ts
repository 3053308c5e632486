import { createHash } from 'node:crypto';
import { createProof } from '@sayso/sdk/node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type Answer,
  type Collector,
  MINUTE,
  NO,
  POLICY,
  startCollector,
  type Visitor,
  YES,
} from './harness.ts';

const JANE = 'jane@doe.example';
const said = ({ status, json }: Answer): string => `${status} ${json?.code}`;
const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

let collector: Collector;
let key: string;
beforeEach(async () => {
  collector = await startCollector();
  key = (await collector.key('identity', 'shop')).text;
});
afterEach(async () => {
  vi.useRealTimers();
  await collector.close();
});

/** Lets the store's server say whose browser it is. A minute goes by. */
const name = async (visitor: Visitor, email: string, phone?: string): Promise<void> => {
  vi.useFakeTimers({ now: collector.clock.now, toFake: ['Date'] });
  const proof = await createProof({ site: 'shop', key, email, ...(phone ? { phone } : {}) });
  expect(await visitor.try('identify', { props: { proof } })).toBe('accepted');
  collector.clock.forward(MINUTE);
};
const named = async (
  email: string,
  words: Parameters<Visitor['say']>[0] = YES,
  more: Parameters<Visitor['say']>[1] = {},
): Promise<Visitor> => {
  const visitor = collector.visitor();
  await visitor.say(words, more);
  await name(visitor, email);
  return visitor;
};
const ask = async (target = 'meta'): Promise<Answer> =>
  (await collector.key('operator')).ask(`/admin/v1/shop/audiences/${target}.csv`);
/** The hashed e-mail addresses. */
const emails = async (target = 'meta'): Promise<string[]> =>
  (await ask(target)).text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0] ?? '');

test('an audience is a table of hashes, each as its target writes addresses', async () => {
  const visitor = collector.visitor();
  await visitor.say(YES);
  await name(visitor, 'Jane.Doe@gmail.com', '+44 20 7946 0018');
  await name(visitor, 'Jane.Doe@gmail.com', '+44 20 7946 0018');
  const { headers, text } = await ask();
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(text).toBe(`email,phone\n${hex('jane.doe@gmail.com')},${hex('442079460018')}\n`);
  expect((await ask('google')).text).toBe(
    `Email,Phone\n${hex('janedoe@gmail.com')},${hex('+442079460018')}\n`,
  );
});

test('who withdraws is in no audience from then on, nor who is erased, nor whose yes is too old', async () => {
  const [left, erased] = [await named('left@doe.example'), await named('erased@doe.example')];
  await named(JANE);
  expect(await emails()).toHaveLength(3);
  await left.say({ analytics: true, marketing: false });
  expect(await emails()).toEqual([hex('erased@doe.example'), hex(JANE)]);
  await erased.erase();
  expect(await emails()).toEqual([hex(JANE)]);
  collector.clock.forward(181 * 24 * 60 * MINUTE);
  expect(await emails()).toEqual([]);
});

describe('an address that several browsers know', () => {
  test('follows the newest choice among them: a no there is a no for the address', async () => {
    await named(JANE);
    const phone = await named(JANE);
    await phone.say(NO);
    expect(await emails()).toEqual([]);
    collector.clock.forward(MINUTE);
    await named(JANE);
    expect(await emails()).toEqual([hex(JANE)]);
  });

  test('is left out by a signal of any of them, until a later confirmed yes', async () => {
    const american = await named(JANE, YES, { region: 'US' });
    const phone = await named(JANE, YES, { region: 'US' });
    expect(await emails()).toEqual([hex(JANE)]);
    await phone.send([phone.event()], {}, { headers: { 'sec-gpc': '1' } });
    collector.clock.forward(MINUTE);
    await american.say(YES, { region: 'US' });
    expect(await emails()).toEqual([]);
    collector.clock.forward(MINUTE);
    await phone.say(YES, { region: 'US', method: 'save', confirmed: ['marketing'] });
    expect(await emails()).toEqual([hex(JANE)]);
  });

  test.each(['restriction', 'objection'])('is left out by a %s of any of them', async (kind) => {
    const laptop = await named(JANE);
    const phone = await named(JANE);
    await phone.ask({ kind });
    collector.clock.forward(MINUTE);
    await laptop.say(YES);
    expect(await emails()).toEqual([]);
    collector.clock.forward(MINUTE);
    await laptop.say(YES, { method: 'save', confirmed: ['marketing'] });
    expect(await emails()).toEqual([hex(JANE)]);
  });

  test('a request to put data right is no objection', async () => {
    const visitor = await named(JANE);
    await visitor.ask({ kind: 'rectification' });
    expect(await emails()).toEqual([hex(JANE)]);
  });
});

test('a person with two addresses is left out if either of them is', async () => {
  const both = collector.visitor();
  await both.say(YES);
  await name(both, JANE, '+44 20 7946 0018');
  const other = await named(JANE);
  await other.say(NO);
  expect((await ask()).text).toBe('email,phone\n');
});

test('an audience is for marketing, whatever the addresses were given for', async () => {
  const [analytics, marketing] = [
    { id: 'analytics', events: ['page_view', 'identify'] },
    { id: 'marketing', events: [], gpc: true },
  ];
  await collector.publish({ ...POLICY, purposes: [analytics, marketing] });
  collector.clock.forward(31 * 24 * 60 * MINUTE);
  await named(JANE, { analytics: true, marketing: false }, { policyVersion: 2 });
  await named('yes@doe.example', YES, { policyVersion: 2 });
  expect(await emails()).toEqual([hex('yes@doe.example')]);
});

test('what is asked wrongly is refused: a target that is none, plain addresses, a policy without marketing', async () => {
  expect(said(await ask('klaviyo'))).toBe('422 invalid');
  for (const target of ['', 'tiktok', '__proto__'])
    expect(said(await ask(target)), target).toBe('404 not-found');
  for (const role of ['analyst', 'auditor'] as const) {
    const other = await collector.key(role);
    expect(said(await other.ask('/admin/v1/shop/audiences/meta.csv'))).toBe('403 role-too-small');
  }
  await collector.addSite('plain', { ...POLICY, purposes: [{ id: 'analytics', events: ['page_view'] }] });
  await collector.addSite('empty', null);
  const operator = await collector.key('operator');
  expect(said(await operator.ask('/admin/v1/plain/audiences/meta.csv'))).toBe('422 invalid');
  expect(said(await operator.ask('/admin/v1/empty/audiences/meta.csv'))).toBe('404 no-policy');
});
