import { readFileSync, writeFileSync } from 'node:fs';
import type { Io } from '../src/cli/io.ts';

/** A command's world that keeps what was said, with a clock that stands still. */
export function fakeIo(more: Partial<Io> = {}): Io & { said: string[]; warned: string[]; stop(): void } {
  const said: string[] = [];
  const warned: string[] = [];
  const stops: (() => void)[] = [];
  return {
    said,
    warned,
    stop: () => {
      for (const stop of stops) stop();
    },
    env: {},
    out: (line) => void said.push(line),
    err: (line) => void warned.push(line),
    now: () => Date.UTC(2026, 10, 21, 12),
    read: (path) => readFileSync(path),
    write: (path, content) => writeFileSync(path, content),
    fetch: async () => {
      throw new Error('nobody is asked');
    },
    onStop: (stop) => void stops.push(stop),
    onCrash: () => {},
    endSoon: () => {},
    ...more,
  };
}
