import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Env } from '../env.ts';

/** What a command has of the world; handed in, so that a test hands in its own. */
export interface Io {
  env: Env;
  /** A line for whoever asked. */
  out(line: string): void;
  /** A line beside it: warnings, errors, the log. */
  err(line: string): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** The bytes of a file; `-` is the standard input. */
  read(path: string): Uint8Array;
  /** Writes a file, whole or not at all. */
  write(path: string, content: string): void;
  /** Asks another machine. */
  fetch: typeof fetch;
  /** Calls `stop` each time somebody asks the process to end. */
  onStop(stop: () => void): void;
  /** Calls `crash` for an error that nobody caught, before the process ends with 70. */
  onCrash(crash: (error: unknown) => void): void;
  /** Ends the process, should anything keep it running. */
  endSoon(code: number): void;
}

export const processIo = (): Io => ({
  env: process.env,
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  now: Date.now,
  read: (path) => readFileSync(path === '-' ? 0 : path),
  write: (path, content) => {
    writeFileSync(`${path}.new`, content);
    renameSync(`${path}.new`, path);
  },
  fetch: (...request) => fetch(...request),
  onStop: (stop) => {
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  },
  onCrash: (crash) => {
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (error: unknown) => {
        crash(error);
        process.exit(70);
      });
    }
  },
  endSoon: (code) => void setTimeout(() => process.exit(code), 200).unref(),
});
