import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { sayso } from './collector.mjs';
import { crowd, problemsOf } from './driver.mjs';
import { openPair } from './pair.ts';
import { ask } from './post.mjs';

const POLICY = fileURLToPath(new URL('../../packages/collector/demo/policy.json', import.meta.url));
const pair = openPair();

test('two collectors on one folder: a choice made at one holds at the other at once, nothing is stored twice', async () => {
  let turn = 0;
  // Each request goes to the other one: a withdrawal here, the events after it there.
  const people = crowd({ visitors: 4, url: () => (turn++ % 2 === 0 ? pair.one.url : pair.other.url) });
  await sleep(2_000);
  await people.rest();
  const { problems, counts } = await problemsOf(pair.other.url, pair.data, people.all);
  expect(problems).toEqual([]);
  expect(counts.events).toBeGreaterThan(50);
});

const until = async (holds: () => unknown): Promise<number> => {
  const over = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > over) throw new Error(`never came true: ${holds}`);
    await sleep(3);
  }
  return performance.now();
};

/** Runs a command while both collectors are asked; how long after its commit each knew, in milliseconds. */
async function noticed(command: string[], committed: string, path: string, isNew: (json: Json) => boolean) {
  const db = new Database(join(pair.data, 'sayso.db'), { readonly: true });
  const isCommitted = db.prepare(committed).pluck();
  const ended = sayso(...command, '--data', pair.data);
  const knows = ({ url }: { url: string }) =>
    until(async () => isNew((await ask(`${url}${path}`, { method: 'GET' }))?.json));
  const [at, ...known] = await Promise.all([
    until(() => isCommitted.get()),
    knows(pair.one),
    knows(pair.other),
  ]);
  db.close();
  expect(await ended).toMatchObject({ code: 0 });
  return known.map((time) => time - at);
}

interface Json {
  version?: number;
  code?: string;
}

test('a policy that is published beside running collectors is served by them within 200 ms', async () => {
  const policy = JSON.parse(readFileSync(POLICY, 'utf8'));
  policy.texts.en.title = 'Your say';
  const file = join(pair.data, 'policy.json');
  writeFileSync(file, JSON.stringify(policy));
  const command = ['policy', 'publish', 'demo', file];
  const committed = 'SELECT count(*) FROM policies WHERE version = 2';
  const took = await noticed(command, committed, '/v1/demo/policy', ({ version }) => version === 2);
  expect(Math.max(...took)).toBeLessThanOrEqual(200);
});

test('a site that is made beside running collectors is known to them within 200 ms', async () => {
  const command = ['site', 'create', 'second', '--origin', 'https://second.example'];
  const committed = "SELECT count(*) FROM sites WHERE id = 'second'";
  const took = await noticed(command, committed, '/v1/second/policy', ({ code }) => code === 'no-policy');
  expect(Math.max(...took)).toBeLessThanOrEqual(200);
});
