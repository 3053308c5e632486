// In a thread of its own, so that whoever loads the collector is not what it waits for: asks `/healthz` again and again, and tells
// how many milliseconds each answer took; infinitely many, if it was none.
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const { url, every } = workerData;

async function isFine() {
  const answer = await fetch(`${url}/healthz`);
  await answer.text();
  return answer.ok;
}

for (;;) {
  const began = performance.now();
  const fine = await isFine().catch(() => false);
  parentPort?.postMessage(fine ? performance.now() - began : Number.POSITIVE_INFINITY);
  await sleep(every);
}
