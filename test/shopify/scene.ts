import { formatCookie, type Memory, toTime } from '@sayso/protocol';
import { openPixel } from '@sayso/sdk/shopify-pixel';
import { vi } from 'vitest';
import { EXPECTED, type Heard } from './events.ts';
import { openSandbox, SHOP } from './sandbox.ts';

export const NAME = '__Host-sayso-shop';
export const SUBJECT = 'AAAAAAAAAAAAAAAAAAAAAA';
export const CHECKOUT = `${SHOP}/checkouts/cn/hWNabcdefgh/information`;
export const ALL_NAMES = Object.values(EXPECTED).map(([name]) => name);
const POLICY = {
  site: 'shop',
  version: 1,
  materialSince: 1,
  purposes: [
    { id: 'necessary', always: true },
    { id: 'analytics', events: ALL_NAMES.filter((name) => !/remove|search/.test(name)) },
    { id: 'marketing', gpc: true, events: ['remove_from_cart'] },
    { id: 'profiling', events: ['search'] },
  ],
  regimes: { default: 'opt-in', US: 'opt-out' },
  ask: { grantedDays: 180, refusedDays: 180 },
  signals: { gpc: true, dnt: false, gpcOverride: false },
  capture: { hold: false, sources: [] as string[] },
};
export const YES = { analytics: true, marketing: true, profiling: true };

/** What was asked of the network, what it answers (200 if nothing is said), and the policy that is published. */
export const net: {
  calls: {
    url: string;
    init: RequestInit;
    body?: Record<string, unknown> & { events: Record<string, unknown>[] };
  }[];
  answers: (number | 'down' | 'hang')[];
  policy: typeof POLICY;
} = { calls: [], answers: [], policy: POLICY };

/** Without Node's own, which needs what is taken away here. */
const reply = (body: unknown, status = 200) => ({
  status,
  headers: { get: () => null },
  json: async () => structuredClone(body),
});

/** Before each test: a clock of its own, a network, and nothing that the sandbox need not have. */
export function setScene(): void {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 12) });
  Object.assign(net, { calls: [], answers: [], policy: structuredClone(POLICY) });
  for (const name of [
    'crypto',
    'TextEncoder',
    'navigator',
    'document',
    'window',
    'indexedDB',
    'localStorage',
  ])
    vi.stubGlobal(name, undefined);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    net.calls.push({ url, init, ...(body ? { body } : {}) });
    if (!body) return reply(net.policy);
    const answer = net.answers.shift() ?? 200;
    if (answer === 'down') throw new TypeError('Failed to fetch');
    if (answer === 'hang')
      await new Promise((_, reject) =>
        init.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    return reply({ accepted: body.events.length, duplicate: 0, refused: [] }, Number(answer));
  });
}
export function clearScene(): void {
  vi.useRealTimers();
  vi.unstubAllGlobals();
}

export const settle = (ms = 100): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
export const sent = () => net.calls.flatMap(({ body }) => body?.events ?? []);
export const names = () => sent().map(({ name }) => name);
export const cookie = (purposes: Record<string, boolean> | null, over: Partial<Memory> = {}): string => {
  const at = toTime(Date.now());
  return formatCookie({
    choice: purposes && { purposes, policyVersion: 1, at },
    at,
    noticed: null,
    subject: SUBJECT,
    pending: null,
    minor: false,
    ...over,
  });
};
type Opened = Parameters<typeof openSandbox>[0] & {
  choice?: Record<string, boolean> | null;
  memory?: Partial<Memory>;
};
export function open({ choice = YES, memory, ...setting }: Opened = {}) {
  const sandbox = openSandbox(setting);
  sandbox.cookies.set(NAME, cookie(choice, memory));
  openPixel(sandbox.api);
  const publish = async (name: Heard, over?: Record<string, unknown>) => {
    const id = sandbox.publish(name, over);
    await settle();
    return id;
  };
  const consent = async (...args: Parameters<typeof sandbox.consent>) => {
    const done = sandbox.consent(...args);
    await settle(1000);
    return done;
  };
  return { ...sandbox, publish, consent };
}
