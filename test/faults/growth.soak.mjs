// `npm run soak -- growth [--leaves=1000000]`: how a log's cost grows with its size: the time to take in entries, the time to
// prove one, and its bytes on disk. Each time as the clock saw it, then the processor's alone, which what else the machine
// does meanwhile changes little.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { appOn, openLogStore } from './log-store.mjs';

const { values } = parseArgs({ options: { leaves: { type: 'string' } } });
const leaves = Number(values.leaves ?? 1_000_000);
const STEPS = 10;
const PROOFS = 200;

const data = mkdtempSync(join(tmpdir(), 'sayso-growth-'));
const said = [];
const opened = await openLogStore(data, (line) => said.push(line));
const { store, logs, sequencer, site } = opened;
const app = appOn(opened, data);
const filesIn = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const sizeOf = (path) =>
  filesIn(path).reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
/** A watch: milliseconds of the clock, and of the processor, since it was made. */
function watch() {
  const [began, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { clock: performance.now() - began, cpu: (user + system) / 1000 };
  };
}
/** Both times of one of `count`, in ms. */
const each = ({ clock, cpu }, count) =>
  `${(clock / count).toPrecision(3)} ms (${(cpu / count).toPrecision(3)})`;

try {
  await sequencer.turn();
  const perStep = Math.floor(leaves / STEPS);
  for (let step = 1; step <= STEPS; step++) {
    for (let left = perStep; left > 0; left -= 10_000) {
      await site.write(async (tx) => {
        for (let n = Math.min(left, 10_000); n > 0; n--) await tx.restoreEntry(randomBytes(32));
      });
    }
    const integrating = watch();
    await sequencer.turn();
    const integrated = integrating();

    // A few at a time, as on a day when visitors come.
    const alone = watch();
    for (let n = 0; n < 20; n++) {
      await site.write(async (tx) => tx.restoreEntry(randomBytes(32)));
      await sequencer.turn();
    }
    const one = alone();

    const size = logs.head('shop')?.size ?? 0;
    const times = [];
    const proving = watch();
    for (let n = 0; n < PROOFS; n++) {
      const [entry] = logs.entries('shop', Math.floor(Math.random() * size), 1) ?? [];
      const answering = watch();
      const answer = await app.request(
        `http://localhost/v1/shop/proof?leaf=${Buffer.from(entry ?? []).toString('hex')}`,
      );
      if (answer.status !== 200) said.push(`a proof answered ${answer.status}`);
      times.push(answering().clock);
    }
    const proved = proving();
    times.sort((a, b) => a - b);
    console.log(
      `${size} entries: ${each(integrated, perStep / 1000)} a thousand in bulk, ` +
        `${each(one, 20)} for one alone (stored, integrated, signed), a proof in ` +
        `${times[PROOFS / 2]?.toFixed(2)} ms (${(proved.cpu / PROOFS).toFixed(2)}; 99 %: ${times[Math.floor(PROOFS * 0.99)]?.toFixed(2)})`,
    );
  }
  const size = logs.head('shop')?.size ?? 1;
  console.log(
    `On disk, an entry: ${(sizeOf(join(data, 'log')) / size).toFixed(1)} bytes of static files, ` +
      `${(statSync(join(data, 'log.db')).size / size).toFixed(1)} of index, ` +
      `${(statSync(join(data, 'sayso.db')).size / size).toFixed(1)} in the table of leaves.`,
  );
} finally {
  await sequencer.stop();
  await store.close();
  rmSync(data, { recursive: true, force: true });
}
for (const line of said) console.log(`PROBLEM: ${line}`);
process.exitCode = said.length === 0 ? 0 : 1;
