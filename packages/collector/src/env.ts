import { fileURLToPath } from 'node:url';
import { nearest } from '@sayso/protocol';
import type { KeyPlace } from './keys/operator.ts';
import { type LogIntervals, parseLogIntervals } from './log-intervals.ts';
import { isLogName, logNameProblem } from './new-site.ts';
import { bothNames, isLoopback, parseOrigin } from './origin.ts';
import { type IsProxy, parseProxies } from './proxies.ts';

/** Where the data is. */
export interface Place extends KeyPlace {
  /** The data folder. */
  data: string;
}

/** What `serve` was told, by options and environment. */
export interface Options extends Place {
  port: number;
  host: string;
  /** In small letters; believed only from `isProxy`. */
  geoHeader: string | null;
  isProxy: IsProxy;
  /** As given: the addresses and networks of the proxies. */
  trustProxy: string[];
  /** First part of the name of each new site's log. */
  logOrigin: string;
  logInterval: LogIntervals;
  /** The sites that have one of their own. */
  logIntervalSites: string[];
  /** Requests a second and address; 0 is off. */
  rate: number;
  demo: boolean;
  /** The storefronts that may call the demo site. */
  demoOrigins: string[];
}

/** Values of the command line, as `util.parseArgs` gives them. */
export type Given = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
/** The text of an option that takes one; undefined where it was left out. */
export const textOf = (value: Given[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;
export type Env = Readonly<Record<string, string | undefined>>;

export const DEFAULT_LOG_ORIGIN = 'localhost';
const DEFAULT_DEMO_ORIGIN = 'http://127.0.0.1:8080';

/** Options of `serve`; each also as `SAYSO_…`. */
export const SERVE_OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  store: { type: 'string' },
  'key-file': { type: 'string' },
  'key-command': { type: 'string' },
  'geo-header': { type: 'string' },
  'trust-proxy': { type: 'string', multiple: true },
  'log-origin': { type: 'string' },
  'log-interval': { type: 'string' },
  rate: { type: 'string' },
  demo: { type: 'boolean' },
  'demo-origin': { type: 'string', multiple: true },
} as const;

type Name = keyof typeof SERVE_OPTIONS;
const NAMES = Object.keys(SERVE_OPTIONS) as Name[];
const envName = (name: Name): string => `SAYSO_${name.toUpperCase().replaceAll('-', '_')}`;
/** Read elsewhere. */
const OTHER_ENV = ['SAYSO_SHOPIFY_SECRET', 'SAYSO_CHROMIUM', 'SAYSO_TEST_RESULT'];

/** All options with their defaults, or what is wrong: what was expected, what came, what to do. */
export function readOptions(given: Given, env: Env): { options: Options } | { errors: string[] } {
  const errors: string[] = [];
  const said = reader(given, env, errors);
  const place = readPlace(given, env);
  if ('errors' in place) errors.push(...place.errors);

  const demo = said.flag('demo');
  const host = said.text('host') ?? '127.0.0.1';
  if (demo && !isLoopback(host)) {
    errors.push(`--demo listens on this machine only, but --host is ${host}: leave out one of the two.`);
  }
  const geoHeader = said.text('geo-header')?.toLowerCase() ?? null;
  if (geoHeader !== null && !/^[a-z0-9-]{1,60}$/.test(geoHeader)) {
    errors.push(`--geo-header must be the name of a header such as CF-IPCountry, not ${quote(geoHeader)}.`);
  }
  const trustProxy = said.list('trust-proxy');
  const proxies = parseProxies(trustProxy);
  if ('wrong' in proxies) {
    errors.push(
      `--trust-proxy takes addresses and networks such as 10.0.0.0/8, not ${quote(proxies.wrong)}.`,
    );
  }
  const logOrigin = said.text('log-origin') ?? DEFAULT_LOG_ORIGIN;
  if (!isLogName(logOrigin)) errors.push(logNameProblem(logOrigin));
  const demoOrigins = said.list('demo-origin');
  if (demoOrigins.length && !demo) {
    errors.push('--demo-origin is for --demo only: give both, or `sayso site create` for a real site.');
  }
  for (const text of demoOrigins) {
    const parsed = parseOrigin(text);
    if ('error' in parsed) errors.push(`--demo-origin: ${parsed.error}.`);
  }
  const port = said.whole('port', 65_535) ?? 8787;
  const intervals = parseLogIntervals(said.list('log-interval'));
  if ('wrong' in intervals) {
    errors.push(
      `--log-interval takes seconds from 1 to 3600, for one site as SITE=SECONDS, not ${quote(intervals.wrong)}.`,
    );
  }
  const rate = said.whole('rate', 1_000_000) ?? (demo ? 0 : 50);
  if (errors.length || 'errors' in place || 'wrong' in proxies || 'wrong' in intervals) return { errors };
  return {
    options: {
      ...place,
      port,
      host,
      geoHeader,
      isProxy: proxies.isProxy,
      trustProxy,
      logOrigin,
      logInterval: intervals.logInterval,
      logIntervalSites: intervals.sites,
      rate,
      demo,
      demoOrigins: [
        ...new Set((demoOrigins.length ? demoOrigins : [DEFAULT_DEMO_ORIGIN]).flatMap(bothNames)),
      ],
    },
  };
}

/** Where the data is, for every command; or what is wrong. */
export function readPlace(given: Given, env: Env): Place | { errors: string[] } {
  const errors: string[] = [];
  const said = reader(given, env, errors);
  const store = said.text('store');
  const folder = store === undefined ? null : folderOf(store);
  if (folder && 'error' in folder) errors.push(folder.error);
  if (given.data !== undefined && given.store !== undefined) {
    errors.push('--data and --store both say where the data is: give one of the two.');
  }
  // An option counts before the environment, whichever of two names it.
  const keyFile = given['key-command'] === undefined ? said.text('key-file') : undefined;
  const keyCommand = given['key-file'] === undefined ? said.text('key-command') : undefined;
  if ((given['key-file'] && given['key-command']) || (keyFile && keyCommand)) {
    errors.push("--key-file and --key-command both say where the operator's key is: give one of the two.");
  }
  const named = folder && 'data' in folder && given.data === undefined ? folder.data : said.text('data');
  if (errors.length) return { errors };
  const data = named ?? './sayso-data';
  return { data, ...(keyFile && { keyFile }), ...(keyCommand && { keyCommand }) };
}

/** What is odd but no error: settings that nothing reads. */
export function warnings(env: Env, options?: Options): string[] {
  const known = [...NAMES.map(envName), ...OTHER_ENV];
  const unread = Object.keys(env)
    .filter((name) => name.startsWith('SAYSO_') && !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return `${name} is set, but there is no such setting${meant ? `; did you mean ${meant}?` : '.'}`;
    });
  if (options?.geoHeader && options.trustProxy.length === 0) {
    unread.push(
      '--geo-header is believed from proxies only, and --trust-proxy names none: it has no effect.',
    );
  }
  return unread;
}

function folderOf(store: string): { data: string } | { error: string } {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(store) ?? [];
  if (/^postgres(ql)?$/i.test(scheme)) {
    // The address holds a password: it is not repeated.
    return { error: '--store: PostgreSQL is not supported yet in this version; use --data DIR.' };
  }
  if (!/^(sqlite|file)$/i.test(scheme) || !rest || rest === '//') {
    return { error: '--store must be an address such as file:./sayso-data.' };
  }
  if (!rest.startsWith('//')) return { data: rest };
  try {
    return { data: fileURLToPath(`file:${rest}`) };
  } catch {
    return { error: '--store must name a folder of this machine, such as file:///var/lib/sayso.' };
  }
}

const quote = (text: string): string => JSON.stringify(text.slice(0, 100));

/** Reads a setting from the options, else from the environment. An empty variable is none. */
function reader(given: Given, env: Env, errors: string[]) {
  const raw = (name: Name) => given[name] ?? (env[envName(name)]?.trim() || undefined);
  const text = (name: Name): string | undefined => {
    const value = raw(name);
    if (value === '') errors.push(`--${name} is empty.`);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    text,
    whole: (name: Name, most: number): number | undefined => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (/^\d{1,9}$/.test(value) && Number(value) <= most) return Number(value);
      errors.push(`--${name} must be a whole number from 0 to ${most}, not ${quote(value)}.`);
      return undefined;
    },
    flag: (name: Name): boolean => {
      const value = raw(name);
      if (value === undefined || typeof value === 'boolean') return value ?? false;
      if (/^(1|true|yes)$/i.test(String(value))) return true;
      if (!/^(0|false|no)$/i.test(String(value))) {
        errors.push(`${envName(name)} must be 1 or 0, not ${quote(String(value))}.`);
      }
      return false;
    },
    list: (name: Name): string[] => {
      const value = raw(name);
      const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
      return parts.flatMap((part) => part.split(/[\s,]+/)).filter((part) => part !== '');
    },
  };
}
