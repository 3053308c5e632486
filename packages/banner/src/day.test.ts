import { expect, test } from 'vitest';
import { dayOf } from './day.ts';

test('a refusal, of which only the day is kept, shows that day wherever the visitor is', () => {
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    const before = process.env.TZ;
    process.env.TZ = zone;
    expect(dayOf('2026-11-20T23:59:59.999Z', 'en')).toBe('November 20, 2026');
    process.env.TZ = before;
  }
});

test('a choice with its time shows the visitor’s own day', () => {
  const before = process.env.TZ;
  process.env.TZ = 'Pacific/Kiritimati';
  expect(dayOf('2026-11-20T15:00:00.000Z', 'de')).toBe('21. November 2026');
  process.env.TZ = before;
});
