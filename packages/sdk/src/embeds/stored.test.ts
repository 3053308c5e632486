import { expect, test, vi } from 'vitest';
import { clearStorage, databases } from './stored.ts';

const area = (names: string[]): Storage => {
  const self = Object.fromEntries(names.map((name) => [name, '1']));
  Object.defineProperty(self, 'removeItem', { value: (name: string) => delete self[name] });
  return self as unknown as Storage;
};

test('listed names go from all kinds of storage, what is allowed and what is not listed stays', async () => {
  const deleteDatabase = vi.fn();
  const page = {
    localStorage: area(['_hj1', 'cart', '_hjKept']),
    sessionStorage: area(['_hj2']),
    indexedDB: {
      databases: async () => [{ name: '_hjdb' }, { name: 'shop' }],
      deleteDatabase,
    } as unknown as IDBFactory,
  };
  expect(clearStorage(page, ['_hj*'], ['_hjKept'])).toEqual(['_hj1', '_hj2']);
  expect(Object.keys(page.localStorage)).toEqual(['cart', '_hjKept']);
  await vi.waitFor(() => expect(deleteDatabase.mock.calls).toEqual([['_hjdb']]));
});

test('a page that may not look has nothing', async () => {
  const page = {
    get localStorage(): Storage {
      throw new Error('sandboxed');
    },
    get sessionStorage(): Storage {
      throw new Error('sandboxed');
    },
  };
  expect(clearStorage(page, ['_hj*'], [])).toEqual([]);
  expect(await databases(page)).toEqual([]);
});
