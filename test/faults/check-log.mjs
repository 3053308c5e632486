import { setTimeout as sleep } from 'node:timers/promises';
import { verifyFolder } from '../conformance/independent.mjs';
import { sayso } from './collector.mjs';
import { ask } from './post.mjs';

/** What is wrong with the public log of the demo, when everything that was acknowledged has to be in it, `within` milliseconds. */
export async function logProblems(url, data, receipts, within) {
  const problems = [];
  const until = performance.now() + within;
  const last = receipts.at(-1);
  while (last && performance.now() < until) {
    if ((await ask(`${url}/v1/demo/receipts/${last.body.id}/proof`, { method: 'GET' }))?.status === 200)
      break;
    await sleep(100);
  }
  const { code, said } = await sayso('verify', '--log', 'demo', '--data', data);
  if (code !== 0) problems.push(`sayso verify: ${code} ${said}`);
  // By code that shares nothing with ours: each receipt once, at the place that its proof names.
  const log = await verifyFolder(`${data}/log/demo`);
  problems.push(...log.problems);
  for (const { jws } of receipts) {
    const times = log.timesIn(jws);
    if (times !== 1) problems.push(`a receipt is ${times} times in the log`);
  }
  return problems;
}
