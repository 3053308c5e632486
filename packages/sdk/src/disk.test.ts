import { expect, test } from 'vitest';
import { event } from '../test/fake-outbox.ts';
import { openDisk } from './disk.ts';
import type { PageWindow } from './environment.ts';

/** As much of a database as writing takes: what each transaction was asked to do. */
function openFake() {
  const transactions: string[][] = [];
  const opened: string[] = [];
  const deleted: string[] = [];
  const database = {
    transaction() {
      const log: string[] = [];
      transactions.push(log);
      const store = {
        transaction: { objectStore: () => store, commit: () => log.push('commit') },
        get: () => ({
          set onsuccess(done: () => void) {
            setTimeout(() => {
              log.push('answer');
              done();
            });
          },
        }),
        put: (_: unknown, id: string) => log.push(`put ${id}`),
        delete: (id: string) => log.push(`delete ${id}`),
        clear: () => log.push('clear'),
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
    indexedDB: {
      open(name: string) {
        opened.push(name);
        return request;
      },
      deleteDatabase: (name: string) => deleted.push(name),
    },
    addEventListener() {},
    setTimeout,
  } as unknown as PageWindow;
  return { transactions, opened, deleted, disk: openDisk(window, 'sayso-demo', 's', () => 0) };
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

test('a reading is over for others before this page has looked at its answer: it may be busy, and be left', async () => {
  const { transactions, disk } = openFake();
  await disk.ready;
  expect(transactions).toEqual([['commit', 'answer']]);
});

test('what was wiped never comes back, whoever still asks for it', async () => {
  const { opened, deleted, disk } = openFake();
  await disk.ready;
  disk.wipe();
  disk.add(event());
  await expect(disk.change((events) => events.get(0))).rejects.toBeDefined();
  expect([opened, deleted]).toEqual([['sayso-demo'], ['sayso-demo']]);
});
