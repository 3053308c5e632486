// `npm run soak -- kill [--kills=200] [--seed=N]`: the long form of kill.test.ts.
import { parseArgs } from 'node:util';
import { killTrial } from './driver.mjs';

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const began = performance.now();
const { seed, problems, counts } = await killTrial({
  kills: Number(values.kills ?? 200),
  ...(values.seed ? { seed: Number(values.seed) } : {}),
  say: (line) => /0 of/.test(line) && console.log(`${line}, ${seconds()} s`),
});
function seconds() {
  return ((performance.now() - began) / 1000).toFixed(0);
}
console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
for (const problem of problems) console.log(`PROBLEM: ${problem}`);
console.log(
  problems.length === 0
    ? 'Nothing acknowledged is missing, nothing is there twice.'
    : `${problems.length} problems.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
