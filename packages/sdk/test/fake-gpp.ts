import { connect } from '../src/connections/gpp.ts';
import { type FakePort, fakePort, fakeWindow } from './fake-connections.ts';

/** The library looks for `__gpp` in the page's own window. */
const globals = globalThis as { window?: unknown };

/** For after each test. */
export const leavePage = (): void => {
  delete globals.window;
};

export type Gpp = (command?: string, callback?: unknown, parameter?: unknown) => unknown;
export interface Ping {
  cmpStatus: string;
  signalStatus: string;
  cmpId: number;
  applicableSections: number[];
  sectionList: number[];
  gppString: string;
  supportedAPIs: string[];
}

/** A page, with what a tag on it gets to hear. */
export function gppPage(more: object = {}) {
  const frames: Record<string, unknown> = {};
  const body = {
    append: (frame: { name: string }) => {
      frames[frame.name] = frame;
    },
  };
  const window = fakeWindow({ frames, ...more }) as unknown as { __gpp: Gpp } & Record<string, unknown>;
  Object.assign(window.document as object, { body, createElement: () => ({ style: {} }) });
  globals.window = window;
  const port: FakePort = Object.assign(fakePort(window as never), {
    policy: { purposes: [{ id: 'analytics' }, { id: 'marketing', gpc: true }] },
  });
  const ask = <T>(command: string, parameter?: unknown): T => {
    let said: unknown;
    window.__gpp(
      command,
      (data: unknown) => {
        said = data;
      },
      parameter,
    );
    return said as T;
  };
  const start = (settings: Parameters<typeof connect>[1] = true) => connect(port, settings, window as never);
  return { window, port, ask, start, frames, ping: () => ask<Ping>('ping') };
}

export const US = {
  region: 'US',
  regime: 'opt-out',
  signals: { gpc: false, dnt: false, minor: false },
} as const;
/** What a listener was told, in short. */
export const heard = (events: { eventName: string; data: unknown }[]) =>
  events.map(({ eventName, data }) => `${eventName} ${data}`);
