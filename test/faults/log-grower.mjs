// A process that puts entries into a log and lets it grow, until it is killed. A line for each entry that is on disk.
import { randomUUID } from 'node:crypto';
import { openLogStore } from './log-store.mjs';

const [data = ''] = process.argv.slice(2);
const { signing, sequencer, site } = await openLogStore(data, (line) => console.log(`PROBLEM ${line}`));
console.log('growing');
for (;;) {
  const made = [];
  await site.write(async (tx) => {
    for (let left = 1 + Math.floor(Math.random() * 300); left > 0; left--) {
      const jws = await signing.sign('test+jwt', { id: randomUUID() });
      await tx.addStatement(jws);
      made.push(jws);
    }
  });
  for (const jws of made) console.log(jws);
  await sequencer.turn();
}
