import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RECEIPT_TYP } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { receipt, site } from '../../test/store/samples.ts';
import { openStore } from '../store/open.ts';
import { SiteLog } from '../transparency/grow.ts';
import { logFolder } from '../transparency/sequencer.ts';
import { main } from './main.ts';

const SITE = site('shop');
const AT = '2026-11-21T10:00:00.000Z';

test('after a restore the log goes on, says whose receipts were lost, and verify finds nothing wrong but that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-restored-'));
  const data = join(folder, 'data');
  const run = async (...args: string[]) => {
    const io = fakeIo();
    return { code: await main([...args, '--data', data], io), said: [...io.said, ...io.warned].join('\n') };
  };
  const add = async (count: number): Promise<void> => {
    const { store, logs, signing } = await openStore({ data, now: fakeIo().now });
    if (!(await store.site('shop'))) await store.createSite(SITE);
    const shop = await store.site('shop');
    for (let n = 0; n < count; n++) {
      const id = randomUUID();
      const payload = { site: 'shop', id, sub: null, effective: true, receivedAt: AT };
      const jws = await signing.sign(RECEIPT_TYP, payload);
      await shop?.write((tx) => tx.addReceipt({ ...receipt(null, id), jws, receivedAt: AT }));
    }
    await new SiteLog(SITE, logs, logFolder(data, 'shop')).grow();
    await store.close();
  };
  await add(5);
  expect(await run('backup', join(folder, 'backup.db'))).toMatchObject({ code: 0 });
  await add(4);
  expect(await run('verify', '--log', 'shop')).toMatchObject({ code: 0 });
  expect(await run('restore', join(folder, 'backup.db'))).toMatchObject({
    code: 0,
    said: expect.stringContaining('Restored'),
  });
  await add(1);
  const { code, said } = await run('verify', '--log', 'shop');
  expect(said).toContain('the receipts of entries 5 to 8 were lost when an older copy was put back');
  expect(said).toContain('11 entries of log.example/shop');
  expect(code).toBe(0);
  rmSync(folder, { recursive: true });
}, 60_000);
