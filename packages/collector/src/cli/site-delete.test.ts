import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { accepted, capture, event, found, hashOf, receipt } from '../../test/store/samples.ts';
import { removeDue } from '../admin/closing.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import { openKept } from '../store/sqlite/kept.ts';
import { demoPolicy } from './demo.ts';
import { main } from './main.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 21, 12);
let folder: string;
let data: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-delete-'));
  data = join(folder, 'data');
  for (const id of ['shop', 'other']) {
    await run(`site create ${id} --origin https://${id}.example --log-origin collector.example`);
  }
  const path = join(folder, 'p.json');
  writeFileSync(path, JSON.stringify(demoPolicy()));
  await run(`policy publish shop ${path}`);
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (line: string, now = START) => {
  const io = fakeIo({ env: { SAYSO_DATA: data }, now: () => now });
  const code = await main(line.split(' '), io);
  return { code, out: io.said.join('\n'), err: io.warned.join('\n') };
};
async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const { store } = await openStore({ data, now: () => START });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
const fill = (id: string, marker: string, count = 1) =>
  withStore(async (store) => {
    const site = found(await store.site(id));
    for (let i = 0; i < count; i++) {
      await capture(site, hashOf(`${marker}${i}`), [
        accepted(event('search', { props: { search_term: marker } }), {
          receivedAt: new Date(START).toISOString(),
        }),
      ]);
      await site.write(async (tx) => {
        await tx.addReceipt(receipt(hashOf(`${marker}${i}`)));
        await tx.addRequest(hashOf(`${marker}${i}`), {
          id: randomUUID(),
          kind: 'objection',
          receivedAt: new Date(START).toISOString(),
          dueAt: new Date(START + 30 * DAY).toISOString(),
          note: marker,
        });
      });
    }
  });
/** How many rows of each table name the site. */
function rowsOf(site: string): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const file of ['sayso.db', 'keys.db']) {
    const db = openKept(join(data, file));
    const tables = db
      .prepare<[], string>(
        "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'site' WHERE m.type = 'table'",
      )
      .pluck()
      .all();
    for (const table of tables) {
      const count = db.prepare(`SELECT count(*) FROM "${table}" WHERE site = ?`).pluck().get(site);
      if (count) rows[`${table}`] = Number(count);
    }
    db.close();
  }
  return rows;
}

test('a site is closed at once, says from when it is gone, and can be opened again until then', async () => {
  expect(await run('site delete shop')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Closed the site shop(.|\n)*From 2026-12-21 on/),
  });
  expect(await run('site list')).toMatchObject({
    out: expect.stringMatching(/shop {2}policy 1 {2}closed, gone from 2026-12-21/),
  });
  expect(await run('site delete shop', START + 29 * DAY)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/closed already/),
  });
  expect(await run('site delete shop --undo')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/open again/),
  });
  expect(await run('site delete shop --undo')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/nothing to undo/),
  });
  expect(await run('site delete shpo')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/did you mean shop\?/),
  });
});

test('after its grace nothing of it is in any table or file, and others have lost nothing', async () => {
  await fill('shop', 'planted-shop-marker', 3);
  await fill('other', 'planted-other-marker', 2);
  const [before, others] = [rowsOf('shop'), rowsOf('other')];
  for (const table of [
    'receipts',
    'leaves',
    'subjects',
    'subject_keys',
    'requests',
    'policies',
    'aggregates',
  ]) {
    expect(before, table).toHaveProperty(table);
  }
  await run('site delete shop');
  expect(await withStore((store) => removeDue(store, data, START + 30 * DAY - 1))).toEqual([]);
  expect(rowsOf('shop')).toEqual(before);
  expect(await withStore((store) => removeDue(store, data, START + 30 * DAY))).toEqual(['shop']);
  expect(rowsOf('shop')).toEqual({});
  expect(rowsOf('other')).toEqual(others);
  const bytes = ['sayso.db', 'sayso.db-wal', 'keys.db', 'keys.db-wal']
    .map((name) => join(data, name))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1'))
    .join('');
  expect(bytes).not.toContain(hashOf('planted-shop-marker0'));
  expect(bytes).toContain(hashOf('planted-other-marker0'));
  expect(await run('audit verify')).toMatchObject({ code: 0 });
});

test('its id is never given again, and the command itself removes what is due', async () => {
  await run('site delete shop');
  expect(await run('site delete shop', START + 31 * DAY)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Deleted the site shop.*for good/),
  });
  expect(await run('site list')).toMatchObject({ out: 'other  no policy  https://other.example' });
  expect(await run('site create shop --origin https://shop.example')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/deleted for good on 2026-12-22.*second history/),
  });
});

test('a removal that was stopped is found by nobody, and goes on', async () => {
  await fill('shop', 'marker', 2);
  const db = openKept(join(data, 'sayso.db'));
  db.prepare(
    "INSERT INTO gone_sites (id, log_origin, at) VALUES ('shop', 'collector.example/shop', '2026-12-22T00:00:00.000Z')",
  ).run();
  db.close();
  await withStore(async (store) => {
    expect(await store.site('shop')).toBeNull();
    expect(await removeDue(store, data, START)).toEqual(['shop']);
    expect(await removeDue(store, data, START)).toEqual([]);
  });
  expect(rowsOf('shop')).toEqual({});
});
