// `npm run soak -- log-kill [--kills=100] [--seed=N]`: the long form of log-kill.test.ts.
import { parseArgs } from 'node:util';
import { logKillTrial } from './log-kill.mjs';

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const { seed, problems, entries, size } = await logKillTrial({
  kills: Number(values.kills ?? 100),
  ...(values.seed ? { seed: Number(values.seed) } : {}),
  say: (line) => console.log(line),
});
console.log(`seed ${seed}: ${entries} entries acknowledged, ${size} in the log.`);
for (const problem of problems.slice(0, 20)) console.log(`PROBLEM: ${problem}`);
console.log(
  problems.length === 0 ? 'Nothing is missing, nothing is there twice.' : `${problems.length} problems.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
