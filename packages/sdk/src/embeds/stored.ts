import { isOurs, matches } from './names.ts';

/** The kinds of storage that a page of a store may fill. */
export const AREAS = ['localStorage', 'sessionStorage'] as const;

/** What removing needs of a page. */
export type StoragePage = Pick<Window, 'localStorage' | 'sessionStorage'> & { indexedDB?: IDBFactory };

/** The names in one area; none where the page may not look. */
export function namesIn(page: StoragePage, area: (typeof AREAS)[number]): string[] {
  try {
    return Object.keys(page[area]);
  } catch {
    return [];
  }
}

/** The names of the databases; none where they can't be listed. */
export async function databases({ indexedDB }: StoragePage): Promise<string[]> {
  try {
    return ((await indexedDB?.databases()) ?? []).flatMap(({ name }) => name ?? []);
  } catch {
    return [];
  }
}

/** Removes what is listed from the storage, but for what an allowed purpose lists. Returns what is gone. */
export function clearStorage(
  page: StoragePage,
  listed: readonly string[],
  kept: readonly string[],
): string[] {
  if (!listed.length) return [];
  const named = (entries: readonly string[], name: string): boolean =>
    entries.some((entry) => matches(entry, name));
  const isDue = (name: string): boolean => named(listed, name) && !named(kept, name) && !isOurs(name);
  const removed: string[] = [];
  for (const area of AREAS) {
    for (const name of namesIn(page, area).filter(isDue)) {
      page[area].removeItem(name);
      removed.push(name);
    }
  }
  // Open ones go when the page does.
  databases(page).then((names) => {
    for (const name of names.filter(isDue)) page.indexedDB?.deleteDatabase(name);
  });
  return removed;
}
