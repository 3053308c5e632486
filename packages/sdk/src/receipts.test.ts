import { createHash } from 'node:crypto';
import type { ReceiptRequest } from '@sayso/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Collector, openPage, problem, SHOWN } from '../test/fake-page.ts';
import { openReceipts } from './receipts.ts';
import { openTransport } from './transport.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const request = (id: string, yes = true): ReceiptRequest => ({
  id,
  purposes: { analytics: yes },
  policyVersion: 1,
  method: 'save',
  at: '2026-11-20T12:00:00.000Z',
});

function open() {
  const collector = new Collector();
  const { window } = openPage({ collector });
  const transport = openTransport(window, 'https://collect.example', Date.now);
  return { collector, receipts: openReceipts(window, transport, '/v1/demo/receipts') };
}

test('a receipt says what was shown: its language, its banner, the hash of its texts', async () => {
  const { collector, receipts } = open();
  await receipts.send(request('1'), SHOWN);
  expect(collector.receipts[0]).toEqual({
    ...request('1'),
    locale: 'en',
    ui: SHOWN.ui,
    textHash: createHash('sha256').update('We ask\nAccept all').digest('hex'),
  });
  expect(collector.sent[0]?.init.keepalive).toBe(true);
});

test('a no is repeated, byte for byte, until it is acknowledged', async () => {
  const { collector, receipts } = open();
  collector.answer = () => (collector.sent.length < 4 ? problem(503, 'busy', { 'retry-after': '20' }) : null);
  const reply = receipts.send(request('1', false));
  await vi.advanceTimersByTimeAsync(59_000);
  expect(collector.sent).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await reply).toMatchObject({ id: '1', effective: true });
  expect(new Set(collector.sent.map(({ init }) => init.body)).size).toBe(1);
});

test('only the newest is sent: one that has no answer yet gives way to it', async () => {
  const { collector, receipts } = open();
  collector.answer = ({ body }) => (body.id === '1' ? problem(503, 'busy') : null);
  const first = receipts.send(request('1'));
  await vi.advanceTimersByTimeAsync(100);
  expect(await receipts.send(request('2', false))).toMatchObject({ id: '2' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await first).toBeNull();
  expect(collector.receipts.map(({ id }) => id)).toEqual(['1', '2']);
});

test('an id that the collector knows is acknowledged', async () => {
  const { collector, receipts } = open();
  collector.answer = () => problem(409, 'id-reused');
  expect(await receipts.send(request('1'))).toEqual({});
});

test('what the collector refuses is said with its code, and not sent again', async () => {
  const { collector, receipts } = open();
  collector.answer = () => problem(422, 'confirm');
  expect(await receipts.send(request('1'))).toEqual({ code: 'confirm' });
  collector.answer = () => Response.json({}, { status: 404 });
  expect(await receipts.send(request('2'))).toEqual({ code: '404' });
  expect(collector.sent).toHaveLength(2);
});

test('a page of somebody else’s in the collector’s place acknowledges nothing: the receipt is sent again', async () => {
  const { collector, receipts } = open();
  collector.answer = () => {
    collector.answer = () => null;
    return new Response('<html>Log in to this network', { status: 200 });
  };
  const sent = receipts.send(request('1'));
  await vi.advanceTimersByTimeAsync(2000);
  expect(await sent).toMatchObject({ receipt: 'jws.1' });
  expect(collector.receipts.map(({ id }) => id)).toEqual(['1', '1']);
});
