// `npm run soak -- overload [--seconds=600]`: more than the collector can store, for ten minutes: memory flat within a tenth and at
// most 300 MiB, at most 120 MiB before, each request answered, `/healthz` within 100 ms but for one in a hundred.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { overload } from './overload.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string' } } });
const seconds = Number(values.seconds ?? 600);
const data = mkdtempSync(join(tmpdir(), 'sayso-overload-'));
try {
  const { figures, problems } = await overload({ data, seconds, log: console.log });
  const { idle, most, from, to, alive } = figures;
  if (idle > 120) problems.push(`idle it held ${idle} MiB, and may hold 120`);
  if (most > 300) problems.push(`it held up to ${most} MiB, and may hold 300`);
  if (to > from * 1.1) problems.push(`memory grew from ${from} to ${to} MiB`);
  if (alive > 100) problems.push(`/healthz took ${alive} ms (p99), and may take 100`);
  console.log(JSON.stringify(figures));
  for (const problem of problems) console.log(`PROBLEM: ${problem}`);
  console.log(
    problems.length === 0 ? `${seconds} s of overload, no harm done.` : `${problems.length} problems.`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(data, { recursive: true });
}
