import { readFileSync, writeFileSync } from 'node:fs';
import { main } from '@sayso/collector';
import type { startCollector } from './harness.ts';

export interface Ended {
  code: number;
  said: string;
}

/** Runs `sayso`; what it asks for, the collector in this process answers. */
export async function runBeside(
  { app, clock }: Pick<Awaited<ReturnType<typeof startCollector>>, 'app' | 'clock'>,
  args: string[],
): Promise<Ended> {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const asked = async (url: string | URL | Request): Promise<Response> => app.request(String(url));
  const code = await main(args, {
    env: {},
    out: say,
    err: say,
    now: () => clock.now,
    read: (path) => readFileSync(path),
    write: (path, content) => writeFileSync(path, content),
    fetch: asked as typeof fetch,
    onStop: () => {},
    onCrash: () => {},
    endSoon: () => {},
  });
  return { code, said: said.join('\n') };
}
