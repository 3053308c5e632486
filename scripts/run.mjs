// Starts another program and waits for it.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The npm that started us, so that a Node put first on the PATH keeps its own npm; else the one on the PATH. */
export function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli && basename(cli) === 'npm-cli.js') return { command: process.execPath, args: [cli, ...args] };
  return process.platform === 'win32'
    ? { command: 'npm.cmd', args, shell: true }
    : { command: 'npm', args, shell: false };
}

/**
 * Runs a program to its end, or for `ms` milliseconds. With `log` all it says goes into that file, else to the terminal.
 * Answers its exit code; 127 where it could not be started at all.
 */
export function run({ command, args, shell = false }, { log, env = {}, cwd = root, ms } = {}) {
  if (log) mkdirSync(dirname(log), { recursive: true });
  const out = log ? openSync(log, 'a') : 'inherit';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: ['ignore', out, out],
      timeout: ms,
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  }).finally(() => {
    if (log) closeSync(out);
  });
}
