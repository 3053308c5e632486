// Two ports of this machine, from the environment.
import { createServer } from 'node:net';

/** The port that a variable names, or one sentence. */
export function portFrom(name, otherwise) {
  const text = process.env[name] || String(otherwise);
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name} is "${text}", and a port is a whole number from 1 to 65535.`);
}

/** Throws one sentence where something already listens on the port. */
export async function requireFree(port, name, what) {
  const problem = await new Promise((resolve) => {
    const server = createServer();
    server.on('error', resolve);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
  if (!problem) return;
  const why =
    problem.code === 'EADDRINUSE'
      ? 'is taken by another program'
      : `can't be used (${problem.code ?? problem.message})`;
  throw new Error(
    `Port ${port}, for ${what}, ${why}: choose another with ${name}, for example ${name}=${suggest(port)} npm start.`,
  );
}

const suggest = (port) => (port < 64_536 ? port + 1000 : port - 1000);
