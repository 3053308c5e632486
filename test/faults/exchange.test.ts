import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkVisitor } from './check.mjs';
import { BIN, freePort, sayso, startCollector } from './collector.mjs';
import { crowd, problemsOf } from './driver.mjs';

let folder: string;
let data: string;
const running: ReturnType<typeof startCollector>[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-exchange-'));
  data = join(folder, 'data');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((collector) => collector.kill()));
  rmSync(folder, { recursive: true });
});

const start = async (...args: string[]) => {
  const collector = startCollector({ data, port: await freePort(), args });
  running.push(collector);
  await collector.ready;
  return collector;
};
const exchange = (...args: string[]) => sayso('keys', 'rotate', '--operator', '--data', data, ...args);
const list = (...args: string[]) => sayso('site', 'list', '--data', data, ...args);
const newKey = (name: string): string => {
  const path = join(folder, name);
  writeFileSync(path, randomBytes(32).toString('hex'));
  return path;
};

test('the operator’s key is exchanged three times beside two collectors under load: nothing is lost, nothing is there twice, ids are known', async () => {
  const [one, other] = [await start(), await start()];
  let turn = 0;
  let urls = [one.url, other.url];
  const people = crowd({ visitors: 4, url: () => urls[turn++ % urls.length] ?? '' });
  const keys = [readFileSync(join(data, 'operator.key'), 'latin1')];
  for (let times = 0; times < 3; times++) {
    await sleep(300);
    // One that sleeps meanwhile goes on as well.
    if (times === 1) {
      urls = [one.url];
      await sleep(300);
      other.pause();
    }
    expect(await exchange()).toMatchObject({ code: 0, said: expect.stringMatching(/is another one now/) });
    other.resume();
    urls = [one.url, other.url];
    keys.push(readFileSync(join(data, 'operator.key'), 'latin1'));
  }
  await sleep(300);
  // Who comes after a restart has the new key, and knows what those before have stored.
  urls = [one.url];
  await other.stop();
  urls = [one.url, (await start()).url];
  await sleep(500);
  await people.rest();
  expect(new Set(keys).size).toBe(4);
  const { problems, counts } = await problemsOf(one.url, data, people.all);
  expect(problems).toEqual([]);
  expect(counts.events).toBeGreaterThan(50);
  for (const { said } of [one, other]) expect(said()).not.toMatch(/"code":"busy"|changed/);
}, 120_000);

test('a key in a file, then one that a command prints, is exchanged beside a collector; the next start needs the new one', async () => {
  const [first, second, third] = [newKey('first'), newKey('second'), newKey('third')];
  const collector = await start('--key-file', first);
  const people = crowd({ visitors: 2, url: () => collector.url });
  expect(await exchange('--key-file', first, '--new-key-file', second)).toMatchObject({
    code: 0,
    said: expect.stringContaining(`Start them with the new key from now on: --key-file ${second}.`),
  });
  await sleep(300);
  expect(await exchange('--key-file', second, '--new-key-command', `cat ${third}`)).toMatchObject({
    code: 0,
  });
  await sleep(300);
  await people.rest();
  expect(people.all.flatMap(({ problems }) => problems)).toEqual([]);
  await collector.stop();
  await expect(start('--key-file', first)).rejects.toThrow(
    /\(69\).*was exchanged on .*give the one that took its place/,
  );
  const after = await start('--key-command', `cat ${third}`);
  for (const visitor of people.all) expect(await checkVisitor(after.url, visitor)).toEqual([]);
}, 120_000);

/** Runs an exchange that is killed at a call, or after so many milliseconds. */
async function killed({ at = '', after = 0 }, ...args: string[]): Promise<void> {
  const preload = at ? ['--import', new URL('./kill-at.mjs', import.meta.url).href] : [];
  const command = ['keys', 'rotate', '--operator', '--data', data, ...args];
  const child = spawn(process.execPath, [...preload, BIN, ...command], {
    env: { PATH: process.env.PATH, KILL_AT: at },
    stdio: 'ignore',
  });
  if (after) setTimeout(() => child.kill('SIGKILL'), after);
  const [, signal] = await once(child, 'close');
  if (at) expect(signal, at).toBe('SIGKILL');
}

test('kill -9 before, within and after an exchange, beside a collector: the folder opens with one key, and says which', async () => {
  const collector = await start();
  const people = crowd({ visitors: 1, url: () => collector.url });
  for (const [at, inForce] of [
    ['rmSync before', 'before'],
    ['openSync after', 'before'],
    ['readFileSync before', 'before'],
    ['renameSync before', 'next'],
    ['renameSync after', 'next'],
  ]) {
    const before = newKey('before');
    writeFileSync(before, readFileSync(join(data, 'operator.key')));
    await killed({ at: `${at} operator.key.new` });
    expect(await list(), at).toMatchObject({ code: 0 });
    const [code, says] = inForce === 'before' ? [0, /demo/] : [69, /was exchanged on .* and opens nothing/];
    expect(await list('--key-file', before), at).toMatchObject({ code, said: expect.stringMatching(says) });
  }
  expect(await exchange()).toMatchObject({ code: 0 });
  await people.rest();
  expect((await problemsOf(collector.url, data, people.all)).problems).toEqual([]);
}, 120_000);

test('kill -9 at five other moments, a key in a file: exactly one of the two keys opens the folder, and the other is told why not', async () => {
  let current = newKey('0');
  expect(
    await sayso(
      'site',
      'create',
      'shop',
      '--origin',
      'https://shop.example',
      '--data',
      data,
      '--key-file',
      current,
    ),
  ).toMatchObject({ code: 0 });
  const began = performance.now();
  await list('--key-file', current);
  const took = performance.now() - began;
  for (let times = 1; times <= 5; times++) {
    const next = newKey(String(times));
    await killed({ after: took * (0.6 + Math.random()) }, '--key-file', current, '--new-key-file', next);
    const [withCurrent, withNext] = [await list('--key-file', current), await list('--key-file', next)];
    expect([withCurrent.code, withNext.code].sort()).toEqual([0, 69]);
    if (withNext.code === 0) {
      expect(withCurrent.said).toMatch(/was exchanged on/);
      current = next;
    } else expect(withNext.said).toMatch(/not the operator's key that sealed/);
  }
}, 120_000);
