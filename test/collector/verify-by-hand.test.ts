import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Collector, NO, startCollector } from './harness.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/verify.md', import.meta.url)), 'utf8');
const STEPS = PAGE.split('\n## With standard tools only')[1]?.split('```sh\n')[1]?.split('```')[0] ?? '';

let collector: Collector;
let server: Server;
let folder: string;
let receipts: string[];

beforeAll(async () => {
  collector = await startCollector();
  receipts = [];
  for (let n = 0; n < 69; n++) receipts.push((await collector.visitor().say(NO)).json.receipt);
  await collector.integrate();
  server = createServer(async (request, response) => {
    const answer = await collector.app.request(`http://127.0.0.1${request.url}`);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  folder = mkdtempSync(join(tmpdir(), 'sayso-hand-'));
}, 60_000);
afterAll(async () => {
  server.close();
  await collector.close();
  rmSync(folder, { recursive: true });
});

/** Runs the page's own steps against a receipt, in a shell that waits for nobody here. */
async function follow(jws: string): Promise<string> {
  writeFileSync(join(folder, 'receipt.jws'), `${jws}\n`);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const script = STEPS.replace('https://collector.example', url);
  expect(script).not.toBe(STEPS);
  const child = spawn('sh', ['-c', script], { cwd: folder });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  await once(child, 'close');
  return said;
}

test('the steps of docs/verify.md, run as they stand there, find a receipt in the log', async () => {
  expect(spawnSync('openssl', ['version']).status).toBe(0);
  for (const place of [0, 31, 63, 68]) {
    const said = await follow(receipts[place] ?? '');
    expect(said, `receipt ${place}`).toContain('The receipt is in the log.');
    expect(said).toContain('Signature Verified Successfully');
  }
});

test('they do not find one that was changed', async () => {
  const jws = receipts[5] ?? '';
  const said = await follow(`${jws.slice(0, 100)}${jws[100] === 'A' ? 'B' : 'A'}${jws.slice(101)}`);
  expect(said).not.toContain('The receipt is in the log.');
});
