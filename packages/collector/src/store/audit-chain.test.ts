import { expect, test } from 'vitest';
import { type AuditRow, chained, findBreak } from './audit-chain.ts';

const entry = (what: string) => ({
  at: '2026-11-20T10:00:00.000Z',
  who: 'cli',
  what,
  site: 'shop',
  about: null,
  outcome: 'done',
});

function chain(length: number, from = 0, prev = ''): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let i = 0; i < length; i++) {
    const row = chained(rows.at(-1)?.hash ?? prev, from + i, entry(`command ${from + i}`));
    rows.push(row);
  }
  return rows;
}

test('a chain that nobody touched holds, also one whose beginning is past keeping', () => {
  expect(findBreak([])).toBeNull();
  expect(findBreak(chain(5))).toBeNull();
  expect(findBreak(chain(5).slice(2))).toBeNull();
});

test.each(['at', 'who', 'what', 'site', 'about', 'outcome'] as const)('a changed %s is found', (field) => {
  const rows = chain(5);
  const [changed] = rows.splice(3, 1, { ...chain(5)[3], [field]: 'other' } as AuditRow);
  expect(changed?.index).toBe(3);
  expect(findBreak(rows)).toEqual({ index: 3, reason: 'it was changed' });
});

test('a row that was taken out, put in, replaced with its hash or moved is found', () => {
  const rows = chain(6);
  const without = rows.filter(({ index }) => index !== 2);
  expect(findBreak(without)).toMatchObject({ index: 2, reason: expect.stringMatching(/missing/) });
  const other = chained(rows[1]?.hash ?? '', 2, entry('another'));
  expect(findBreak(rows.map((row) => (row.index === 2 ? other : row)))).toMatchObject({ index: 3 });
  const renumbered = without.map((row, i) => chained(row.prev, i, row));
  expect(findBreak(renumbered)).toMatchObject({ index: 2 });
  expect(findBreak(chain(2, 0, 'something before'))).toMatchObject({ index: 0 });
});
