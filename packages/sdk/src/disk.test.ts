import { expect, test } from 'vitest';
import { event } from '../test/fake-outbox.ts';
import { openDisk } from './disk.ts';
import type { PageWindow } from './environment.ts';

/** As much of a database as writing takes: what each transaction was asked to do. */
function openFake() {
  const transactions: string[][] = [];
  const database = {
    transaction() {
      const log: string[] = [];
      transactions.push(log);
      const store = {
        transaction: { objectStore: () => store, commit: () => log.push('commit') },
        get: () => ({
          set onsuccess(done: () => void) {
            queueMicrotask(done);
          },
        }),
        put: (_: unknown, id: string) => log.push(`put ${id}`),
        delete: (id: string) => log.push(`delete ${id}`),
      };
      return store.transaction;
    },
    close() {},
  };
  const request = {
    result: database,
    set onsuccess(done: () => void) {
      queueMicrotask(done);
    },
  };
  const window = {
    indexedDB: { open: () => request },
    addEventListener() {},
    setTimeout,
  } as unknown as PageWindow;
  return { transactions, disk: openDisk(window, 'sayso-demo', 's', () => 0) };
}

test('what is made in one task is one transaction, which ends with the task', async () => {
  const { transactions, disk } = openFake();
  await disk.ready;
  transactions.length = 0;
  const [a, b, c] = [event(), event(), event()];
  disk.add(a);
  disk.add(b);
  disk.remove([a]);
  expect(transactions).toEqual([[`put ${a.id}`, `put ${b.id}`, `delete ${a.id}`]]);
  await Promise.resolve();
  expect(transactions[0]?.at(-1)).toBe('commit');
  disk.add(c);
  await Promise.resolve();
  expect(transactions).toHaveLength(2);
  expect(transactions[1]).toEqual([`put ${c.id}`, 'commit']);
});
