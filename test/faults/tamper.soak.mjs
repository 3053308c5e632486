// `npm run soak -- tamper [--changes=1000] [--seed=N]`: the long form of tamper.test.ts.
import { parseArgs } from 'node:util';
import { tamperTrial } from './tamper.mjs';

const { values } = parseArgs({ options: { changes: { type: 'string' }, seed: { type: 'string' } } });
const { seed, problems, kinds } = await tamperTrial({
  changes: Number(values.changes ?? 1000),
  visits: 150,
  ...(values.seed ? { seed: Number(values.seed) } : {}),
  say: (line) => console.log(line),
});
for (const problem of problems) console.log(`NOT FOUND: ${problem}`);
console.log(`seed ${seed}: ${kinds} kinds of change, ${problems.length} not found.`);
process.exitCode = problems.length === 0 ? 0 : 1;
