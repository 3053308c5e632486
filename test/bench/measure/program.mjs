// A server in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts `file` of this repository on a free port and waits until it says a line. `args` makes its arguments. */
export async function startProgram(file, args = (port) => [String(port)]) {
  const port = await freePort();
  const path = fileURLToPath(new URL(`../../../${file}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args(port)], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whatever ends the benchmark ends its servers.
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = once(child, 'close');
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(([code]) =>
      Promise.reject(new Error(`${file} ended with ${code} before it was ready: ${said}`)),
    ),
  ]);
  child.stdout.resume();
  return {
    url: `http://127.0.0.1:${port}`,
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
