import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createApp,
  createLog,
  createScripts,
  type Deps,
  newAccessKey,
  openStore,
  publishPolicy,
  readOptions,
  startSequencer,
} from '@sayso/collector';
import { toTime } from '@sayso/protocol';
import { difference } from './documented.ts';
import { type Answer, type Init, openVisitor, SHOP } from './visitor.ts';

export { type Answer, payloadOf, SHOP, type Visitor } from './visitor.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const COLLECTOR = 'https://collector.example';
/** Files that are gone with the machine: what survives a crash is tested elsewhere, and flushing a disk is slow. */
const MEMORY = '/dev/shm';
const START = Date.UTC(2026, 10, 21, 12);

/** Opt-in by default, `US` opt-out, `JP` notice; the page's region is believed. */
export const POLICY = {
  controller: { name: 'Shop', contact: 'privacy@shop.example', privacyPolicyUrl: '/privacy' },
  purposes: [
    { id: 'necessary', always: true },
    {
      id: 'analytics',
      events: ['page_view', 'search', 'view_item', 'purchase', 'configure'],
      retentionDays: 90,
    },
    { id: 'marketing', events: ['identify', 'add_to_wishlist'], gpc: true, retentionDays: 180 },
  ],
  regimes: { default: 'opt-in', US: 'opt-out', JP: 'notice' },
  region: { trustPage: true },
  eventProps: { configure: { colour: 'string' } },
};

type Document = Record<string, unknown>;
interface Setting {
  policy?: Document | null;
  args?: Record<string, string>;
  allowNullOrigin?: boolean;
  /** In place of the store's own ways. */
  store?: (store: Deps['store']) => Deps['store'];
}

/** A collector with the site `shop`, on a store in a temporary folder, with a clock that the test moves. */
export async function startCollector({ policy = POLICY, args = {}, ...more }: Setting = {}) {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'sayso-collector-'));
  const clock = {
    now: START,
    forward(ms: number): void {
      clock.now += ms;
    },
  };
  const now = (): number => clock.now;
  const { store, logs, signing } = await openStore({ data: folder, now });
  const lines: string[] = [];
  const read = readOptions({ rate: '0', ...args, data: folder }, {});
  if ('errors' in read) throw new Error(read.errors.join(' '));
  const log = createLog((line) => void lines.push(line), now);
  // Its own turns come each hour: a test takes them itself.
  const sequencer = startSequencer({ store, logs, data: folder, log, interval: () => 3_600, now });
  const app = createApp({
    store: more.store?.(store) ?? store,
    logs,
    sign: signing.sign,
    jwks: signing.jwks,
    options: read.options,
    scripts: createScripts({ script: 'window.settings=__SAYSO_CONFIG__', assets: {} }),
    log,
    now,
  });

  const addSite = async (id: string, document: Document | null): Promise<void> => {
    await store.createSite({
      id,
      origins: [SHOP],
      allowNullOrigin: more.allowNullOrigin ?? false,
      logOrigin: `log.example/${id}`,
      createdAt: toTime(START),
    });
    if (document) await publish(document, {}, id);
  };
  const siteOf = async (id = 'shop') => {
    const site = await store.site(id);
    if (!site) throw new Error(`no site ${id}`);
    return site;
  };
  const publish = async (
    document: Document,
    options: { material?: boolean; effective?: string; ownRisk?: string } = {},
    id = 'shop',
  ): Promise<void> => {
    const site = await siteOf(id);
    const attempt = (chosen: typeof options) =>
      publishPolicy(site, signing.sign, document, chosen, clock.now);
    let published = await attempt(options);
    // Some of the tests' policies are looser than the law: published as an operator would, with a reason.
    if ('errors' in published && published.code === 'looser-than-law') {
      published = await attempt({ ...options, ownRisk: 'a test' });
    }
    if ('errors' in published) throw new Error(JSON.stringify(published.errors));
  };
  await addSite('shop', policy);

  const document = await (await app.request('/openapi.json')).json();

  const request = async (path: string, { peer = '203.0.113.7', ...init }: Init = {}): Promise<Answer> => {
    const headers = Object.entries(init.headers ?? {}).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    );
    const response = await app.request(
      COLLECTOR + path,
      { ...init, headers },
      {
        incoming: { socket: { remoteAddress: peer } },
      },
    );
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const { pathname } = new URL(COLLECTOR + path);
    const method = init.method ?? 'GET';
    // Whatever a test asks for, the answer is as the collector documents it.
    const wrong = difference(document, { method, path: pathname, status: response.status, type, text });
    if (wrong) throw new Error(wrong);
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text ? JSON.parse(text) : null,
    };
  };
  const post = (path: string, body: unknown, { headers, ...init }: Init = {}): Promise<Answer> =>
    request(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'text/plain', origin: SHOP, ...headers },
      ...init,
    });

  return {
    app,
    folder,
    store,
    /** Takes all that is on disk into the public logs. */
    integrate: () => sequencer.turn(),
    signing,
    clock,
    lines,
    /** The database. */
    file: join(folder, 'sayso.db'),
    request,
    post,
    publish,
    addSite,
    siteOf,
    /** Makes a key, and gives a way to ask with it. */
    async key(role: Parameters<typeof newAccessKey>[0]['role'], site: string | null = null, days?: number) {
      const expiresAt = days === undefined ? null : toTime(clock.now + days * DAY);
      const { text, key } = newAccessKey({ role, site, expiresAt }, toTime(clock.now));
      await store.addAccessKey(key);
      const asked = (path: string, { headers, ...init }: Init = {}): Promise<Answer> =>
        request(path, { ...init, headers: { authorization: `Bearer ${text}`, ...headers } });
      return {
        text,
        id: key.id,
        ask: asked,
        send: (path: string, body: unknown, init: Init = {}) =>
          asked(path, {
            method: 'POST',
            body: JSON.stringify(body),
            ...init,
            headers: { 'content-type': 'application/json', ...init.headers },
          }),
      };
    },
    /** A browser with a subject of its own. `ahead`: by how much its clock is wrong, in milliseconds. */
    visitor: (ahead = 0, site = 'shop') => openVisitor(post, request, clock, ahead, site),
    /** Everything that is on disk, as text in which bytes are characters. */
    bytes: (): string =>
      ['sayso.db', 'sayso.db-wal', 'keys.db', 'keys.db-wal', 'log.db', 'log.db-wal']
        .map((name) => join(folder, name))
        .filter((path) => existsSync(path))
        .map((path) => readFileSync(path, 'latin1'))
        .join('\n'),
    async close(): Promise<void> {
      await sequencer.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type Collector = Awaited<ReturnType<typeof startCollector>>;

/** Words that the two optional purposes of `POLICY` can have. */
export const YES = { analytics: true, marketing: true };
export const NO = { analytics: false, marketing: false };
export const NOTHING = { analytics: null, marketing: null };
/** Where nothing is denied until the visitor objects. */
export const US = { region: 'US' } as const;
