// A process that puts entries into a log and lets it grow, until it is killed. A line for each entry that is on disk.
import { randomUUID } from 'node:crypto';
import { createLog, openStore, startSequencer } from '@sayso/collector';

const [data = ''] = process.argv.slice(2);
const { store, logs, signing } = await openStore({ data });
if (!(await store.site('shop'))) {
  const createdAt = new Date().toISOString();
  await store.createSite({
    id: 'shop',
    origins: [],
    allowNullOrigin: false,
    logOrigin: 'log.example/shop',
    createdAt,
  });
}
const log = createLog((line) => console.log(`PROBLEM ${line}`), Date.now);
const sequencer = startSequencer({ store, logs, data, log, interval: 3_600, now: Date.now });
const site = await store.site('shop');
console.log('growing');
for (;;) {
  const made = [];
  await site?.write(async (tx) => {
    for (let left = 1 + Math.floor(Math.random() * 300); left > 0; left--) {
      const jws = await signing.sign('test+jwt', { id: randomUUID() });
      await tx.addStatement(jws);
      made.push(jws);
    }
  });
  for (const jws of made) console.log(jws);
  await sequencer.turn();
}
