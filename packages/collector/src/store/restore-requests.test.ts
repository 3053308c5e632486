import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AT, found, hashOf, jws, siteOf, state } from '../../test/store/samples.ts';
import { backUp } from './backup.ts';
import { openStore } from './open.ts';
import { restore } from './restore.ts';

test('what was asked for since a backup is still to be answered, but of nobody who was erased', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-requests-'));
  const [data, file] = [join(folder, 'data'), join(folder, 'backup.db')];
  const now = (): number => Date.parse(AT);
  const [ada, bob] = [hashOf('ada'), hashOf('bob')];
  const request = { kind: 'rectification', receivedAt: AT, dueAt: AT, note: 'my name is Ada' } as const;

  const { store } = await openStore({ data, now });
  const demo = await siteOf(store);
  await demo.write(async (tx) => {
    for (const who of [ada, bob]) await tx.putSubject(who, state());
    await tx.addRequest(ada, { ...request, id: 'before' });
  });
  backUp(data, { file }, AT);
  await demo.write(async (tx) => {
    for (const who of [ada, bob]) await tx.addRequest(who, { ...request, id: `since-${who}` });
    await tx.erase(bob, AT, false, jws('sayso-tombstone+jwt'));
  });
  await store.close();
  await restore({ data, file, now });

  const again = (await openStore({ data, now })).store;
  expect(await found(await again.site('demo')).records.requests()).toEqual(
    ['before', `since-${ada}`].map((id) => ({ ...request, id, subject: ada })),
  );
  await again.close();
  rmSync(folder, { recursive: true });
});
