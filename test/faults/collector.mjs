// The real collector in a process of its own, which may be killed.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../packages/collector/bin/sayso.js', import.meta.url));

/** A port that nobody has now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts `sayso serve --demo`. `ready` resolves when it takes requests and rejects if it ends before; `ended` tells how
 * it ended; `kill` is `kill -9`, `stop` is SIGTERM.
 * @param {{ data: string, port: number, bin?: string, args?: string[], env?: Record<string, string> }} options
 */
export function startCollector({ data, port, bin = BIN, args = [], env = {} }) {
  const serve = ['serve', '--demo', '--port', String(port), '--data', data, ...args];
  const child = spawn(process.execPath, [bin, ...serve], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  /** @type {Promise<{ code: number | null, signal: string | null }>} */
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
  /** @type {Promise<void>} */
  const ready = new Promise((resolve, reject) => {
    child.stdout.on('data', () => /^Sayso collector on /m.test(said) && resolve());
    ended.then(({ code, signal }) =>
      reject(new Error(`the collector ended (${signal ?? code}) before it was ready: ${said}`)),
    );
  });
  // Whoever kills it during its start does not wait for this.
  ready.catch(() => {});
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    return ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    pid: Number(child.pid),
    ready,
    ended,
    /** From now on the system lets it write to no file, or to all again; false where it can't be told so. */
    mayWrite: (may) => {
      const limit = `--fsize=${may ? 'unlimited' : '0'}:`;
      return spawnSync('prlimit', ['--pid', String(child.pid), limit]).status === 0;
    },
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    said: () => said,
  };
}

/** Runs a command beside a collector: its exit code and all it said. */
export async function sayso(...args) {
  const child = spawn(process.execPath, [BIN, ...args], { env: { PATH: process.env.PATH } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  return { code, said };
}
