import type { Aggregate } from '../store/counts.ts';

/** By what events can be counted. */
export const DIMENSIONS = ['day', 'region', 'locale'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Fewer than these are not shown to an analyst. */
export const SMALLEST = 10;

/** What is counted together at the finest. */
export type Cell = Pick<Aggregate, 'day' | 'purpose' | 'name' | 'region' | 'locale' | 'count'>;

/** One line of what is counted. */
export interface Stat {
  /** The day, the region or the language; null where it is unknown. */
  key: string | null;
  purpose: string;
  name: string;
  events: number;
}

/**
 * Adds cells up by one dimension. With `smallest`, cells of fewer events are left out before anything is added up, at
 * the finest grain there is (day, purpose, name, region, language): so no two answers differ by fewer. Pure.
 */
export function countBy(
  aggregates: readonly Cell[],
  by: Dimension,
  smallest: number,
): { rows: Stat[]; suppressed: boolean } {
  const rows = new Map<string, Stat>();
  const cells = cellsOf(aggregates);
  const shown = cells.filter(({ count }) => count >= smallest);
  for (const cell of shown) {
    const { purpose, name } = cell;
    const at = `${cell[by]}|${purpose}|${name}`;
    const row = rows.get(at) ?? { key: cell[by] || null, purpose, name, events: 0 };
    row.events += cell.count;
    rows.set(at, row);
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return { rows: sorted, suppressed: shown.length < cells.length };
}

/** Without device and browser, by which nothing is told. */
function cellsOf(aggregates: readonly Cell[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { day, purpose, name, region, locale, count } of aggregates) {
    const key = `${day}|${purpose}|${name}|${region}|${locale}`;
    const before = cells.get(key)?.count ?? 0;
    cells.set(key, { day, purpose, name, region, locale, count: before + count });
  }
  return [...cells.values()];
}
