import { amountsOf, type SaysoEvent } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { newKey, open, seal } from '../seal.ts';
import { blocksOf, openBlock, sealBlock } from './blocks.ts';

const place = { site: 'demo', sub: 's', purpose: 'analytics', day: '2026-11-21' };
const ABOUT = 'events|demo|s|analytics|2026-11-21';
const event: SaysoEvent = {
  id: '01890000-0000-7000-a000-000000000000',
  name: 'view_item',
  at: '2026-11-21T10:00:00Z',
  props: { value: 0.29, currency: 'EUR', items: [{ item_id: 'a', price: 4.35 }] },
};

test('amounts are kept as whole numbers of the smallest coin', () => {
  const key = newKey();
  const receivedAt = '2026-11-21T10:00:00Z';
  const accepted = {
    event,
    amounts: amountsOf('view_item', {}),
    purpose: 'analytics',
    receivedAt,
    region: null,
    device: 'other',
    browser: 'other',
    locale: null,
  };
  const [block] = blocksOf([accepted]);
  if (!block) throw new Error('no block');
  const sealed = sealBlock(key, place, block);
  const kept = JSON.parse(open(key, ABOUT, sealed)?.toString() ?? '');
  expect(kept[0][1].props).toEqual({ value: 29, currency: 'EUR', items: [{ item_id: 'a', price: 435 }] });
  expect(openBlock(key, place, sealed)).toEqual([[0, event]]);
});

test('a block from before amounts were whole numbers is read as it was written', () => {
  const key = newKey();
  expect(openBlock(key, place, seal(key, ABOUT, JSON.stringify([[3, event]])))).toEqual([[3, event]]);
});
