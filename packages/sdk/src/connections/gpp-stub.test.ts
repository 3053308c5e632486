import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Gpp, heard, leavePage, gppPage as page, US } from '../../test/fake-gpp.ts';

afterEach(() => {
  leavePage();
  vi.restoreAllMocks();
});

describe('before the policy is known', () => {
  test('a stub answers each of the generic commands at once', () => {
    const { start, ask, ping, frames } = page();
    start();
    expect(ping()).toMatchObject({ cmpStatus: 'stub', signalStatus: 'not ready', gppString: '' });
    expect(ping().supportedAPIs).toContain('8:usca');
    for (const command of ['hasSection', 'getSection']) expect(ask(command, 'usnat')).toBeNull();
    expect(ask('getField', 'usnat.SaleOptOut')).toBeNull();
    const { listenerId } = ask<{ listenerId: number }>('addEventListener');
    expect(ask('removeEventListener', listenerId)).toMatchObject({ data: true });
    expect(ask('removeEventListener', listenerId)).toMatchObject({ data: false });
    expect(Object.keys(frames)).toEqual(['__gppLocator']);
  });

  test('listeners wait, and hear all that comes', () => {
    const { start, port, ask, window } = page();
    start();
    const events: { eventName: string; data: unknown }[] = [];
    window.__gpp('addEventListener', (event: never) => events.push(event));
    const gone = ask<{ listenerId: number }>('addEventListener');
    ask('removeEventListener', gone.listenerId);
    port.become([], US);
    expect(heard(events)).toEqual([
      'listenerRegistered true',
      'cmpDisplayStatus null',
      'cmpStatus loaded',
      'signalStatus ready',
    ]);
  });

  test('what a stub of the page has taken is taken over, of either form that the IAB has published', () => {
    for (const knowsEvents of [true, false]) {
      const events: unknown[] = [];
      const listeners = [{ id: 3, callback: (event: unknown) => events.push(event), parameter: null }];
      const calls: unknown[] = [];
      const stub: Gpp & { events?: unknown; queue?: unknown } = (command) => {
        if (command === undefined)
          return knowsEvents ? [['ping', (data: unknown) => calls.push(data)]] : undefined;
        if (command === 'events') return knowsEvents ? listeners : undefined;
        return command === 'ping' ? { cmpStatus: 'stub' } : undefined;
      };
      if (!knowsEvents) {
        stub.events = listeners;
        stub.queue = [['ping', (data: unknown) => calls.push(data)]];
      }
      const { start, port, ask, frames } = page({ __gpp: stub });
      const theirs = {};
      frames.__gppLocator = theirs;
      start();
      expect(ask<{ listenerId: number }>('addEventListener').listenerId).toBe(4);
      port.become([], US);
      expect(events).toContainEqual(expect.objectContaining({ eventName: 'signalStatus', data: 'ready' }));
      expect(calls).toEqual([expect.objectContaining({ gppVersion: '1.1' })]);
      // The page's stub has made the frame, and listens to messages.
      expect(frames.__gppLocator).toBe(theirs);
    }
  });
});

test('where another consent tool has loaded, it is left alone, and that is said once', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const other: Gpp = (command, callback) => {
    if (command === 'ping') (callback as (data: object) => void)({ cmpStatus: 'loaded' });
  };
  const { start, port, window } = page({ __gpp: other });
  start();
  port.become([], US);
  expect(window.__gpp).toBe(other);
  expect(warn).toHaveBeenCalledOnce();
});

test('a frame of the page asks by message, and is answered in the form that it asked in', () => {
  const { start, port, window } = page();
  start();
  port.become(['marketing'], US);
  const answers: unknown[] = [];
  const source = { postMessage: (said: unknown) => answers.push(said) };
  const post = (data: unknown): void => {
    (window as unknown as EventTarget).dispatchEvent(Object.assign(new Event('message'), { data, source }));
  };
  const call = { __gppCall: { command: 'getField', parameter: 'usnat.SaleOptOut', callId: 'a' } };
  post(call);
  post(JSON.stringify(call));
  for (const other of ['', '{', null, 7, { __gppCall: 1 }, '{"__gppCall":{}}']) post(other);
  const answer = { __gppReturn: { returnValue: 2, success: true, callId: 'a' } };
  expect(answers.slice(0, 2)).toEqual([answer, JSON.stringify(answer)]);
});
