import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../packages/collector/bin/sayso.js', import.meta.url));

/** A store with its collector: real processes, real files, on free ports of this machine. */
export interface Shop {
  /** Origin of the storefront. */
  store: string;
  /** Origin of the collector. */
  collector: string;
  data: string;
  /** Kills the collector at once; `start` brings it back on the same port and data. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Runs a command beside the collector; its exit code and what it said. */
  cli(...args: string[]): { code: number | null; said: string };
  /** Publishes a changed demo policy. */
  publish(change: (policy: Policy) => void, ...flags: string[]): void;
  /** All bytes of the data folder, to search. */
  bytes(): Buffer;
  log(): string;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: a policy file as an operator edits it.
export type Policy = Record<string, any>;

export interface ShopOptions {
  csp?: 'none' | 'strict';
  /** More options of `sayso serve`. */
  args?: string[];
  /** Pages that the store has beside its own, by path. */
  pages?: (collector: string) => Record<string, { html: string; headers?: Record<string, string> }>;
}

export async function openShop({ csp = 'none', args = [], pages }: ShopOptions = {}): Promise<Shop> {
  const port = await freePort();
  const collector = `http://127.0.0.1:${port}`;
  // A module without types.
  const path = new URL('../../examples/storefront/server.mjs', import.meta.url).href;
  const { createStorefront } = (await import(path)) as {
    createStorefront(options: { collector: string; csp: string }): Server;
  };
  const storefront = createStorefront({ collector, csp });
  const more = pages?.(collector) ?? {};
  const [usual] = storefront.listeners('request') as RequestListener[];
  storefront.removeAllListeners('request').on('request', (request, response) => {
    const page = more[request.url ?? ''];
    if (!page) return usual?.(request, response);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
    response.end(`<!doctype html><html lang="en"><title>A page</title><body>${page.html}`);
  });
  storefront.listen(0, '127.0.0.1');
  await once(storefront, 'listening');
  const store = `http://127.0.0.1:${(storefront.address() as AddressInfo).port}`;
  const data = mkdtempSync(join(tmpdir(), 'sayso-shop-'));
  let child: ChildProcess | null = null;
  let said = '';

  const shop: Shop = {
    store,
    collector,
    data,
    async start() {
      const serve = [
        'serve',
        '--demo',
        '--port',
        String(port),
        '--data',
        data,
        '--demo-origin',
        store,
        ...args,
      ];
      const started = spawn(process.execPath, [BIN, ...serve], { stdio: ['ignore', 'pipe', 'pipe'] });
      child = started;
      started.stderr?.on('data', (chunk) => {
        said += chunk;
      });
      await new Promise<void>((resolve, reject) => {
        started.stdout?.on('data', (chunk) => String(chunk).includes('Sayso collector on') && resolve());
        started.once('exit', (code) => reject(new Error(`the collector ended with ${code}: ${said}`)));
      });
    },
    async kill() {
      if (!child || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    cli(...words) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...words, '--data', data], {
        encoding: 'utf8',
      });
      return { code: status, said: stdout + stderr };
    },
    publish(change, ...flags) {
      const policy = demoPolicy();
      change(policy);
      const file = join(data, 'policy.json');
      writeFileSync(file, JSON.stringify(policy));
      const { code, said: answer } = shop.cli('policy', 'publish', 'demo', file, ...flags);
      rmSync(file);
      if (code !== 0) throw new Error(`policy publish ended with ${code}: ${answer}`);
    },
    bytes() {
      const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((file) =>
        file.isFile(),
      );
      return Buffer.concat(
        files.flatMap(({ parentPath, name }) => {
          try {
            return readFileSync(join(parentPath, name));
          } catch (error) {
            // It got its last name meanwhile.
            if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
            throw error;
          }
        }),
      );
    },
    log: () => said,
    async close() {
      if (child && child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      storefront.close();
      storefront.closeAllConnections();
      rmSync(data, { recursive: true, force: true });
    },
  };
  await shop.start();
  return shop;
}

export const demoPolicy = (): Policy =>
  JSON.parse(readFileSync(new URL('../../packages/collector/demo/policy.json', import.meta.url), 'utf8'));

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
