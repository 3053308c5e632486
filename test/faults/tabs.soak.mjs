// `npm run soak -- tabs [--events=10000] [--seed=N]`: the long form of tabs.test.ts.
import { parseArgs } from 'node:util';
import { tabsTrial } from './tabs.mjs';

const { values } = parseArgs({ options: { events: { type: 'string' }, seed: { type: 'string' } } });
const began = performance.now();
const { seed, problems, counts } = await tabsTrial({
  events: Number(values.events ?? 10_000),
  ...(values.seed ? { seed: Number(values.seed) } : {}),
  say: (line) => console.log(`${line}, ${((performance.now() - began) / 1000).toFixed(0)} s`),
});
console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
for (const problem of problems) console.log(`PROBLEM: ${problem}`);
console.log(
  problems.length === 0
    ? 'Each event is stored once, waits, or was refused with a reason.'
    : `${problems.length} problems.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
