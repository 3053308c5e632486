import type { PageWindow } from '../environment.ts';
import { safely } from './safely.ts';

type Callback = (data: unknown, success: boolean) => void;
type Gpp = ((...call: unknown[]) => unknown) & { queue?: unknown; events?: unknown };

/** A page with `__gpp`, or without. */
export type GppWindow = PageWindow & { __gpp?: unknown };

/** A listener that was there before the library, in the form that it takes over. */
interface Listener {
  id: number;
  callback: unknown;
  parameter: unknown;
}

/**
 * Puts a stub in the page's place for `__gpp`, as the CMP API 1.1 wants it, which answers until the library does and hands
 * that all calls and listeners; also those that a stub of the page has taken. False where another consent tool has
 * loaded there: two would contradict each other.
 */
export function putStub(window: GppWindow, supportedAPIs: string[]): boolean {
  const before = typeof window.__gpp === 'function' ? (window.__gpp as Gpp) : undefined;
  const status = before && statusOf(before);
  if (status && status !== 'stub') return false;

  const calls = listOf(before?.()) ?? listOf(before?.queue) ?? [];
  // The stub in the IAB's specification does not know the command `events`, by which its library asks for them.
  const found = listOf(safely(() => before?.('events'))) ?? listOf(before?.events) ?? [];
  const queue = calls.flatMap((call) => (Array.isArray(call) ? [guardedCall(call)] : []));
  const listeners = (found as Listener[]).map((one) => ({ ...one, callback: guarded(one.callback) }));
  let last = Math.max(0, ...listeners.map(({ id }) => id));

  const ping = () => ({
    gppVersion: '1.1',
    cmpStatus: 'stub',
    cmpDisplayStatus: 'hidden',
    signalStatus: 'not ready',
    supportedAPIs,
    cmpId: 0,
    sectionList: [],
    applicableSections: [],
    gppString: '',
    parsedSections: {},
  });
  const commands: Record<string, (say: Callback, parameter: unknown) => void> = {
    ping: (say) => say(ping(), true),
    addEventListener(say, parameter) {
      last += 1;
      listeners.push({ id: last, callback: say, parameter });
      say({ eventName: 'listenerRegistered', listenerId: last, data: true, pingData: ping() }, true);
    },
    removeEventListener(say, parameter) {
      const at = listeners.findIndex(({ id }) => id === parameter);
      if (at >= 0) listeners.splice(at, 1);
      say({ eventName: 'listenerRemoved', listenerId: parameter, data: at >= 0, pingData: ping() }, true);
    },
    hasSection: (say) => say(null, false),
    getSection: (say) => say(null, false),
    getField: (say) => say(null, false),
  };
  window.__gpp = (...call: unknown[]): unknown => {
    const [command, callback, parameter] = guardedCall(call);
    if (!call.length) return queue;
    if (command === 'events') return listeners;
    const known = Object.hasOwn(commands, `${command}`) && commands[`${command}`];
    if (known) known((callback ?? (() => {})) as Callback, parameter);
    else queue.push(guardedCall(call));
    return undefined;
  };
  if (!frames(window)[LOCATOR]) letFramesAsk(window);
  return true;
}

/** All that there is; the library would find more, since it looks in an object that has what every object has. */
const COMMANDS = ['ping', 'addEventListener', 'removeEventListener', 'hasSection', 'getSection', 'getField'];

/** The library calls one listener after the other: one that throws must not keep an opt-out from those behind it. */
export function guardLibrary(window: GppWindow): void {
  const library = window.__gpp as Gpp;
  window.__gpp = (...call: unknown[]): void => {
    const [command, callback, ...rest] = guardedCall(call);
    if (COMMANDS.includes(command as string)) library(command, callback, ...rest);
    else if (typeof callback === 'function') callback(null, false);
  };
}

const guardedCall = ([command, callback, ...rest]: unknown[]): unknown[] => [
  command,
  guarded(callback),
  ...rest,
];

function guarded(callback: unknown): unknown {
  if (typeof callback !== 'function') return callback;
  return (...said: unknown[]): void => {
    try {
      callback(...said);
    } catch (error) {
      reportError(error);
    }
  };
}

/** As version 1.1 says it, by a call, or as 1.0 did, by what is returned. */
function statusOf(gpp: Gpp): unknown {
  let said: unknown;
  const returned = safely(() =>
    gpp('ping', (data: unknown) => {
      said = data;
    }),
  );
  return Object(said ?? returned).cmpStatus;
}

const listOf = (found: unknown): unknown[] | undefined => (Array.isArray(found) ? found : undefined);

const LOCATOR = '__gppLocator';
const frames = (window: GppWindow): Record<string, unknown> =>
  window.frames as unknown as Record<string, unknown>;

/** Frames of the page ask by messages, and know where by a frame of this name (CMP API, "Using postmessage"). */
function letFramesAsk(window: GppWindow): void {
  const { document } = window;
  window.addEventListener('message', ({ data, source }) => {
    const asText = typeof data === 'string';
    const call = Object(safely(() => (asText ? JSON.parse(data) : data))).__gppCall;
    if (!call) return;
    const answer = (returnValue: unknown, success: boolean): void => {
      const said = { __gppReturn: { returnValue, success, callId: call.callId } };
      (source as Window | null)?.postMessage(asText ? JSON.stringify(said) : said, '*');
    };
    safely(() => (window.__gpp as Gpp)(call.command, answer, call.parameter, call.version));
  });
  const locate = (): void => {
    if (frames(window)[LOCATOR]) return;
    const frame = document.createElement('iframe');
    frame.style.display = 'none';
    frame.name = LOCATOR;
    document.body.append(frame);
  };
  if (document.body) locate();
  else document.addEventListener('DOMContentLoaded', locate);
}
