import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { type EngineVisitor, engineVisitor } from './engine-visitor.ts';
import { freePort, type Shop } from './harness.ts';
import { driverReady, openSession } from './webdriver.ts';

const path = new URL('../../scripts/webkit.mjs', import.meta.url).href;
const { findWebKit } = (await import(path)) as {
  findWebKit(): { driver: string; display: string } | null;
};

/** What it takes to run WebKit; null where there is none, and then its tests are skipped. */
export const WEBKIT = findWebKit();

export interface WebKit {
  /** Where its driver listens. */
  driver: string;
  close(): Promise<void>;
}

/** WebKitGTK as it is installed, on a display of its own, since it has no headless mode. */
export async function openWebKit(): Promise<WebKit> {
  if (!WEBKIT) throw new Error('there is no WebKit here');
  const { driver, display } = WEBKIT;
  const screen = spawn(display, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(screen.stdio[3] as Readable, 'data');
  const port = await freePort();
  const service = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    // Only that screen, whatever desktop there is, and nothing that reads it aloud.
    env: {
      ...process.env,
      DISPLAY: `:${String(number).trim()}`,
      GDK_BACKEND: 'x11',
      GTK_A11Y: 'none',
      NO_AT_BRIDGE: '1',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await driverReady(url);
  return {
    driver: url,
    async close() {
      await end(service);
      await end(screen);
    },
  };
}

/** Somebody with a browser of their own: each session starts one that has nothing stored. */
export const visitWebKit = async ({ driver }: WebKit, shop: Shop): Promise<EngineVisitor> =>
  engineVisitor(await openSession(driver), shop);

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
