import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { chooseLocale, LOCALES } from '@sayso/banner/texts';
import { type ComingChange, parseRegion } from '@sayso/protocol';
import { detailsOf, inlined } from './inlined.ts';
import { accepts, type Coding, isMatch } from './negotiate.ts';
import type { PublishedPolicy } from './store/port.ts';

/** What a request for a script says, as far as the answer depends on it. */
export interface ScriptRequest {
  site: string;
  /** The site's current policy; null where there is none. */
  policy: PublishedPolicy | null;
  /** The change that is announced, if there is one. */
  coming?: ComingChange | null;
  /** Left out without a geo header; else what a trusted proxy said, or null. */
  region?: string | null;
  acceptEncoding?: string | undefined;
  ifNoneMatch?: string | undefined;
}

export interface ScriptAnswer {
  status: 200 | 304;
  headers: Record<string, string>;
  /** Null for 304. */
  body: Uint8Array<ArrayBuffer> | null;
}

/** The files that pages load, made once per change. */
export interface Scripts {
  /** `GET /s/{site}.js`. */
  script(request: ScriptRequest): Promise<ScriptAnswer>;
  /** `GET /assets/{build}/policy.{site}.{version}.js`: an ES module with all that visitors may know of the version. */
  details(request: Omit<ScriptRequest, 'region' | 'coming'>): Promise<ScriptAnswer>;
  /** Where the asset of this name is, such as `/assets/{build}/verify.js`; null if there is none. */
  address(name: string): string | null;
  /** `GET /assets/{build}/{file}`, by what follows `/assets/`; null if there is no such file. */
  asset(
    name: string,
    request: Pick<ScriptRequest, 'acceptEncoding' | 'ifNoneMatch'>,
  ): Promise<ScriptAnswer | null>;
}

/** The built files of `@sayso/sdk` and `@sayso/banner`. */
export interface Bundles {
  /** Holds `__SAYSO_CONFIG__` exactly once. */
  script: string;
  /** What is loaded later, by name: `capture` when something may be captured, `preferences` when they are opened. */
  assets: Readonly<Record<string, string>>;
}

/** One file in every coding, compressed when it is first asked for. */
interface Packed {
  etag: string;
  bodies: Record<Coding, () => Promise<Uint8Array<ArrayBuffer>>>;
}

const PLACE = '__SAYSO_CONFIG__';
/** A site, a policy version and a region each: a few megabytes. */
const MAX_CACHED = 200;

const NO_POLICY =
  '// Sayso: this site has published no policy yet, so nothing is asked and nothing is captured.\n';
/** An answer, not a failure: a page in such a language is no mistake, and shall have none in its console. */
const NO_TEXT = '// Sayso has no words in this language.\n';
const NO_VERSION = '// Sayso: this site has no such version.\nexport {};\n';
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Throws if a bundle is not what the collector can serve. */
export function createScripts(bundles: Bundles): Scripts {
  const [before = '', after, ...more] = bundles.script.split(PLACE);
  if (after === undefined || more.length) {
    throw new Error(`The SDK's script must hold ${PLACE} exactly once; build it again (npm run build).`);
  }
  // One folder for all, named by what is in them: a page takes all of its files from one build.
  const files = Object.entries(bundles.assets);
  const build = hashOf(JSON.stringify(files)).slice(0, 16);
  const assets = new Map(files.map(([name, code]) => [`${build}/${name}.js`, pack(code)]));
  const nothing = pack(NO_POLICY);
  const speechless = pack(NO_TEXT);
  const versionless = pack(NO_VERSION);
  const cache = new Map<string, Promise<Packed>>();

  const made = async (
    site: string,
    policy: PublishedPolicy,
    region: string | null,
    coming: ComingChange | null,
  ): Promise<Packed> =>
    pack(before + (await inlined(site, policy, region, coming, `/assets/${build}/`)) + after);

  /** Made once; `what`: which file of the version it is. */
  const packed = (
    site: string,
    policy: PublishedPolicy,
    what: readonly (string | null | undefined)[],
    make: () => Promise<Packed>,
  ): Promise<Packed> => {
    // The time too: a site that was deleted and made anew counts its versions from 1 again.
    const key = JSON.stringify([site, policy.version, policy.hash, policy.publishedAt, ...what]);
    const found = cache.get(key) ?? make();
    // The newest used last: what nobody asks for goes first.
    cache.delete(key);
    cache.set(key, found);
    if (cache.size > MAX_CACHED) cache.delete(cache.keys().next().value ?? '');
    // One that failed is made again.
    found.catch(() => cache.delete(key));
    return found;
  };

  /** `text.{tag}.js` is the language for any tag of BCP 47: the page need not know which there are. */
  const file = (name: string): Packed | undefined => {
    const [, tag] = /^text\.([\w-]{1,40})\.js$/.exec(name.slice(build.length + 1)) ?? [];
    if (!tag || !name.startsWith(`${build}/`)) return assets.get(name);
    return assets.get(`${build}/text.${chooseLocale([tag], LOCALES)}.js`) ?? speechless;
  };

  return {
    async script({ site, policy, coming = null, region, ...request }) {
      const place = parseRegion(region);
      const make = (of: PublishedPolicy) => () => made(site, of, place, coming);
      const found = policy
        ? await packed(site, policy, ['script', place, coming?.effectiveAt], make(policy))
        : nothing;
      return answer(found, request, {
        // With a geo header the file is one visitor's: no shared cache may hand it to another.
        'cache-control':
          region === undefined ? 'public, max-age=60, stale-while-revalidate=86400' : 'private, max-age=300',
      });
    },
    async details({ site, policy, ...request }) {
      // It may yet be published.
      if (!policy) return answer(versionless, request, { 'cache-control': 'public, max-age=60' });
      const found = await packed(site, policy, ['details'], async () => pack(detailsOf(site, policy)));
      return answer(found, request, { 'cache-control': FOR_EVER });
    },
    address: (name) => (assets.has(`${build}/${name}.js`) ? `/assets/${build}/${name}.js` : null),
    asset: async (name, request) => {
      const found = file(name);
      return found ? answer(found, request, { 'cache-control': FOR_EVER }) : null;
    },
  };
}

async function answer(
  { etag, bodies }: Packed,
  { acceptEncoding, ifNoneMatch }: Pick<ScriptRequest, 'acceptEncoding' | 'ifNoneMatch'>,
  more: Record<string, string>,
): Promise<ScriptAnswer> {
  const coding = accepts(acceptEncoding);
  // Strong, so each coding has its own (RFC 9110, section 8.8.3.3).
  const tag = `"${etag}${coding === 'identity' ? '' : `-${coding}`}"`;
  const headers = {
    etag: tag,
    vary: 'Accept-Encoding',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    ...more,
  };
  if (isMatch(ifNoneMatch, tag)) return { status: 304, headers, body: null };
  const body = await bodies[coding]();
  return {
    status: 200,
    body,
    headers: {
      ...headers,
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': String(body.length),
      ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
    },
  };
}

function pack(text: string): Packed {
  const plain = new Uint8Array(Buffer.from(text));
  return {
    etag: hashOf(text),
    bodies: {
      identity: async () => plain,
      br: once(() => toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })),
      gzip: once(() => toGzip(plain, { level: 9 })),
    },
  };
}

/** The first call does it, and everybody has its result. One that failed is tried again. */
function once(make: () => Promise<Buffer>): () => Promise<Uint8Array<ArrayBuffer>> {
  let made: Promise<Uint8Array<ArrayBuffer>> | null = null;
  return () => {
    made ??= make().then(
      (bytes) => new Uint8Array(bytes),
      (error: unknown) => {
        made = null;
        throw error;
      },
    );
    return made;
  };
}

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
