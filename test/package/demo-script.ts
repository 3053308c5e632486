import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../packages/collector/bin/sayso.js', import.meta.url));

/** The script of the demo site as a collector sends it: its bytes, brotli as they are on the wire. */
export async function demoScript(): Promise<Buffer> {
  const data = mkdtempSync(join(tmpdir(), 'sayso-size-'));
  const collector = spawn(process.execPath, [bin, 'serve', '--demo', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => collector.on('close', resolve));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer): void => {
        said += chunk;
        const [found] = /http:\/\/(127\.0\.0\.1|localhost):\d+/.exec(said) ?? [];
        if (found) resolve(found);
      };
      collector.stdout.on('data', hear);
      collector.stderr.on('data', hear);
      ended.then(() => reject(new Error(`the collector ended before it was ready: ${said}`)));
    });
    return await compressed(`${address}/s/demo.js`);
  } finally {
    collector.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

const compressed = (url: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        answer.headers['content-encoding'] === 'br'
          ? resolve(Buffer.concat(chunks))
          : reject(new Error(`${url} came with ${answer.statusCode} and no brotli`)),
      );
    }).on('error', reject);
  });
