// Runs inside a network namespace that has loopback and no way out: a collector under strace, used for what it can do.
// Prints, as JSON, the answers and every connection that its process tried.
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIN, freePort } from './collector.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sayso-offline-'));
const trace = join(folder, 'trace');
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const serve = [BIN, 'serve', '--demo', '--port', String(port), '--data', join(folder, 'data')];
const watch = ['-f', '-qq', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o', trace];
const child = spawn('strace', [...watch, process.execPath, ...serve], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => child.on('close', resolve));
await new Promise((resolve) =>
  child.stdout.on('data', (said) => /^Sayso collector on/m.test(String(said)) && resolve(null)),
);

const subject = randomBytes(16).toString('base64url');
const now = () => new Date().toISOString();
const post = (path, body, headers = {}) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    body: JSON.stringify(body),
  });
const bearer = { authorization: `Bearer ${subject}` };
const calls = [
  () => fetch(`${url}/s/demo.js`),
  () =>
    post('/v1/demo/receipts', {
      id: randomUUID(),
      subject,
      purposes: { preferences: true, analytics: true, marketing: true },
      policyVersion: 1,
      method: 'save',
      at: now(),
    }),
  () =>
    post('/v1/demo/events', {
      subject,
      sentAt: now(),
      events: [{ id: randomUUID(), name: 'page_view', at: now() }],
    }),
  () => fetch(`${url}/v1/demo/me`, { headers: bearer }),
  () => post('/v1/demo/me/requests', { kind: 'objection' }, bearer),
  () => fetch(`${url}/v1/demo/opt-out`),
  () => fetch(`${url}/v1/demo/policies`),
  () => fetch(`${url}/.well-known/jwks.json`),
  () => fetch(`${url}/openapi.json`),
  () => fetch(`${url}/metrics`),
  () => fetch(`${url}/readyz`),
  () => fetch(`${url}/v1/demo/me`, { method: 'DELETE', headers: bearer }),
];
const statuses = [];
for (const call of calls) statuses.push((await call()).status);
// The collector itself, not strace, which would not hand it on.
const [pid = ''] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ');
process.kill(Number(pid), 'SIGTERM');
await ended;
// A socket of this machine's own (AF_UNIX, a pair of pipes) leads nowhere.
const lines = readFileSync(trace, 'utf8').split('\n');
const tried = lines.filter((line) => /\bconnect\(|AF_INET/.test(line) && !/AF_UNIX/.test(line));
rmSync(folder, { recursive: true });
console.log(JSON.stringify({ statuses, tried, traced: lines.length }));
