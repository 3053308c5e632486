// One thing is changed behind the collector's back, and `sayso verify` has to say so: with what, and where.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '@sayso/collector';
import { freePort, startCollector } from './collector.mjs';
import { ask } from './post.mjs';
import { randomFrom } from './random.mjs';
import { CHANGES, flip } from './tamper-changes.mjs';
import { createVisitor } from './visitor.mjs';

/** Runs the command in this process. */
export async function verify(...args) {
  const said = [];
  const say = (line) => said.push(line);
  const code = await main(['verify', ...args], {
    env: {},
    out: say,
    err: say,
    now: Date.now,
    read: (path) => readFileSync(path),
    write: (path, content) => writeFileSync(path, content),
    fetch: async () => {
      throw new Error('nobody is asked');
    },
    onStop: () => {},
    onCrash: () => {},
    endSoon: () => {},
  });
  return { code, said: said.join('\n') };
}

/** A data folder as a collector leaves it that was told to stop, with receipts of visitors. */
async function prepare(data, visits, random) {
  const collector = startCollector({ data, port: await freePort() });
  const receipts = [];
  try {
    await collector.ready;
    for (let left = visits; left > 0; left--) {
      const visitor = createVisitor({ url: () => collector.url, random });
      await visitor.live(() => true);
      receipts.push(...visitor.receipts);
      if (left === Math.ceil(visits / 2))
        await ask(`${collector.url}/v1/demo/me`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${visitor.subject}` },
        });
    }
    const { id } = receipts.at(-1).body;
    const isIn = async () =>
      (await ask(`${collector.url}/v1/demo/receipts/${id}/proof`, { method: 'GET' }))?.status === 200;
    while (!(await isIn())) await new Promise((resolve) => setTimeout(resolve, 100));
    const jwks = await (await fetch(`${collector.url}/.well-known/jwks.json`)).text();
    writeFileSync(join(data, '..', 'jwks.json'), jwks);
  } finally {
    await collector.stop();
  }
  return receipts;
}

/** `changes` times: one random change, and what became of it. `problems`: those that were not found. */
export async function tamperTrial({ changes, visits = 30, seed = Date.now() >>> 0, say = (_) => {} }) {
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'sayso-tamper-'));
  const clean = join(folder, 'clean');
  const data = join(folder, 'data');
  const problems = [];
  const seen = new Set();
  try {
    const receipts = await prepare(clean, visits, random);
    const before = await verify('--log', 'demo', '--data', clean);
    if (before.code !== 0) problems.push(`nothing was changed, but: ${before.said}`);
    for (let n = 0; n < changes; n++) {
      // Each kind in turn, then at random; a receipt in the visitor's hands is one of them.
      const which = n <= CHANGES.length ? n : Math.floor(random() * (CHANGES.length + 1));
      const change = CHANGES[which];
      rmSync(data, { recursive: true, force: true });
      cpSync(clean, data, { recursive: true });
      let found;
      if (change) {
        change.apply({ data, random });
        found = await verify('--log', 'demo', '--data', data);
      } else {
        const { jws } = receipts[Math.floor(random() * receipts.length)];
        writeFileSync(join(folder, 'receipt.jws'), flip(jws, random));
        found = await verify(
          join(folder, 'receipt.jws'),
          '--dir',
          join(data, 'log'),
          '--key',
          join(folder, 'jwks.json'),
        );
      }
      const what = change?.what ?? 'a receipt in the visitor’s hands';
      seen.add(what);
      // Said in a sentence, not as an error inside.
      if (found.code === 0 || found.code === 70 || !/WRONG|sayso: /.test(found.said)) {
        problems.push(`${what}: not found (${found.code} ${found.said})`);
      }
      if (n % 100 === 99) say(`${n + 1} of ${changes}`);
    }
    return { seed, problems, kinds: seen.size, receipts: receipts.length, changed: existsSync(data) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const KINDS = CHANGES.length + 1;
