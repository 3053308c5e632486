// A server in a process of its own.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

const path = (file) => fileURLToPath(new URL(`../../../${file}`, import.meta.url));

/** Where the machine allows it, what is measured has the first core for itself, and what loads it another. */
const CAN_PIN =
  availableParallelism() > 1 && spawnSync('taskset', ['-pc', '1', String(process.pid)]).status === 0;
export const pinning = CAN_PIN ? 'measured on one core, loaded from another' : 'cores are not pinned';
const pinned = (args) =>
  CAN_PIN ? ['taskset', '-c', '0', process.execPath, ...args] : [process.execPath, ...args];

/** Runs `file` of this repository in a process that ends with this one. */
function run(file, args) {
  const [command = '', ...rest] = pinned([path(file), ...args]);
  const child = spawn(command, rest, { env: { PATH: process.env.PATH }, stdio: ['pipe', 'pipe', 'pipe'] });
  // Whatever ends the benchmark ends its servers.
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = once(child, 'close');
  const ready = Promise.race([
    once(child.stdout, 'data'),
    ended.then(([code]) =>
      Promise.reject(new Error(`${file} ended with ${code} before it was ready: ${said}`)),
    ),
  ]);
  return { child, ended, ready };
}

/** Seconds of a processor that a process has used so far; NaN where the system doesn't tell. */
function cpuOf({ pid }) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Starts `file` on a free port and waits until it says a line. `args` makes its arguments. */
export async function startProgram(file, args = (port) => [String(port)]) {
  const port = await freePort();
  const { child, ended, ready } = run(file, args(port));
  await ready;
  child.stdout.resume();
  return {
    url: `http://127.0.0.1:${port}`,
    cpu: () => cpuOf(child),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Starts `file`, which answers each line it is given with one. */
export async function startWorker(file, args) {
  const { child, ended, ready } = run(file, args);
  await ready;
  return {
    cpu: () => cpuOf(child),
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const [answer] = await once(child.stdout, 'data');
      return String(answer).trim();
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The collector with the demo site, its data in the folder `data`. */
export const startCollector = (data, ...more) =>
  startProgram('packages/collector/bin/sayso.js', (port) => [
    'serve',
    '--demo',
    '--port',
    String(port),
    '--data',
    data,
    ...more,
  ]);
