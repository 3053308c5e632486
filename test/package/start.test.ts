import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cleanUps: Array<() => unknown> = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Run {
  child: ChildProcess;
  said: () => string;
  ended: Promise<number | null>;
}

function start(env: Record<string, string>, args = ['scripts/start.mjs']): Run {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  cleanUps.push(() => child.kill('SIGTERM'));
  return { child, said: () => said, ended };
}

async function listening(): Promise<{ server: Server; port: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => server.close());
  return { server, port: String((server.address() as AddressInfo).port) };
}

async function freePort(): Promise<string> {
  const { server, port } = await listening();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

test('npm start serves the store and the collector, says where, and ends with exit code 0 when asked to', {
  timeout: 60_000,
}, async () => {
  const data = mkdtempSync(join(tmpdir(), 'sayso-start-'));
  cleanUps.push(() => rmSync(data, { recursive: true, force: true }));
  const [PORT, STORE_PORT] = [await freePort(), await freePort()];
  const run = start({ PORT, STORE_PORT, SAYSO_DATA: data });
  await expect.poll(run.said, { timeout: 50_000 }).toContain('Ctrl+C stops both');
  expect(run.said()).toContain(`http://127.0.0.1:${PORT}/`);
  expect(run.said()).toContain(`http://127.0.0.1:${STORE_PORT}/`);
  expect(await answers(`http://127.0.0.1:${PORT}/s/demo.js`)).toBe(true);
  const page = await (await fetch(`http://127.0.0.1:${STORE_PORT}/`)).text();
  expect(page).toContain(`src="http://127.0.0.1:${PORT}/s/demo.js"`);
  run.child.kill('SIGTERM');
  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(await answers(`http://127.0.0.1:${PORT}/healthz`)).toBe(false);
  expect(await answers(`http://127.0.0.1:${STORE_PORT}/healthz`)).toBe(false);
});

test('a signal to npm itself leaves nothing running', { timeout: 60_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), 'sayso-start-'));
  cleanUps.push(() => rmSync(data, { recursive: true, force: true }));
  const [PORT, STORE_PORT] = [await freePort(), await freePort()];
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, PORT, STORE_PORT, SAYSO_DATA: data },
  });
  cleanUps.push(() => npm.kill('SIGTERM'));
  const both = [`http://127.0.0.1:${PORT}/readyz`, `http://127.0.0.1:${STORE_PORT}/healthz`];
  const up = async (): Promise<boolean[]> => Promise.all(both.map(answers));
  await expect.poll(up, { timeout: 50_000 }).toEqual([true, true]);
  npm.kill('SIGTERM');
  await expect.poll(up, { timeout: 9_000 }).toEqual([false, false]);
});

test('a taken port is one sentence that names the variable to use', async () => {
  const { port } = await listening();
  for (const [name, other] of [
    ['PORT', 'STORE_PORT'],
    ['STORE_PORT', 'PORT'],
  ] as const) {
    const run = start({ [name]: port, [other]: await freePort() });
    expect(await run.ended).toBe(1);
    expect(run.said().trim().split('\n')).toHaveLength(1);
    expect(run.said()).toMatch(new RegExp(`^Port ${port}, for the .* is taken .* ${name}=`));
  }
});

test('a port that is none is one sentence', async () => {
  for (const PORT of ['x', '0', '65536', '80.5', '-1']) {
    const run = start({ PORT, STORE_PORT: '8080' });
    expect(await run.ended).toBe(1);
    expect(run.said()).toBe(`PORT is "${PORT}", and a port is a whole number from 1 to 65535.\n`);
  }
});

test('a Node that is too old is one sentence, for each command', async () => {
  for (const name of ['start', 'test', 'build', 'bench', 'soak']) {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } });`;
    const run = start({}, ['--input-type=module', '-e', `${old} await import('./scripts/${name}.mjs')`]);
    expect(await run.ended, name).toBe(1);
    expect(run.said(), name).toMatch(/^Sayso needs Node 20\.19 or newer, and this is Node 20\.18\.3: .+\n$/);
  }
});
