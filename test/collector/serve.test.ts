import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../packages/collector/bin/sayso.js', import.meta.url));

/** A command in a process of its own, with what it says. */
function sayso(args: string[], env: Record<string, string> = {}) {
  const child: ChildProcess = spawn(process.execPath, [BIN, ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.err += chunk;
  });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said, code };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-serve-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const demo = (env: Record<string, string> = {}) =>
  sayso(['serve', '--demo', '--port', '0', '--data', join(folder, 'data')], env);
const address = ({ said }: ReturnType<typeof sayso>): Promise<string> =>
  expect
    .poll(() => /^Sayso collector on (http:\S+)\n/.exec(said.out)?.[1], { timeout: 20_000 })
    .toBeTypeOf('string')
    .then(() => /on (http:\S+)/.exec(said.out)?.[1] ?? '');

describe('sayso serve', () => {
  test('says its address in one line, serves the demo, and ends with 0 when it is told to, however often', async () => {
    const server = demo({ SAYSO_PROT: '1', SAYSO_LOG_INTERVAL: '2,demo=5,dmeo=60' });
    const url = await address(server);
    const script = await fetch(`${url}/s/demo.js`);
    expect(script.status).toBe(200);
    expect(await script.text()).toMatch(/site:"demo"/);
    const began = performance.now();
    for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) server.child.kill(signal);
    expect(await server.code).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(server.said.out.trim().split('\n')).toHaveLength(1);
    expect(server.said.err).toMatch(
      /SAYSO_PROT is set, but there is no such setting; did you mean SAYSO_PORT\?/,
    );
    expect(server.said.err).toMatch(/--log-interval names the site dmeo, which is not there/);
    expect(server.said.err).not.toMatch(/names the site demo,/);
    for (const line of server.said.err.trim().split('\n')) {
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
    }
  });

  test('says in one sentence that a port is taken', async () => {
    const first = demo();
    const { port } = new URL(await address(first));
    const second = sayso(['serve', '--port', port, '--data', join(folder, 'other')]);
    expect(await second.code).toBe(69);
    expect(second.said).toEqual({
      out: '',
      err: `sayso: Can't listen on port ${port} of 127.0.0.1: another program has it. Stop that, or choose another with --port.\n`,
    });
    first.child.kill('SIGTERM');
    expect(await first.code).toBe(0);
  });
});
