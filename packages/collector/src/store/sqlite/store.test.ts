import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeSuite } from '../../../test/store/suite.ts';
import { openStore } from '../open.ts';

storeSuite('SQLite', async () => {
  const data = await mkdtemp(join(tmpdir(), 'sayso-store-'));
  return {
    open: async (now = Date.now) => (await openStore({ data, now })).store,
    remove: () => rm(data, { recursive: true }),
  };
});
