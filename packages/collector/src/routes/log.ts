import { createHash } from 'node:crypto';
import { parseTilePath, TILE_WIDTH } from '@sayso/protocol/log';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { readQuery } from '../http/query.ts';
import { isMatch } from '../negotiate.ts';
import type { LogFolder } from '../transparency/folder.ts';
import { growthFrom, indexOf, proofAt } from '../transparency/proof.ts';
import { logFolder } from '../transparency/sequencer.ts';
import { keyLine } from '../transparency/signed.ts';

/** Public data: any page may read it. */
const ANYONE = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
const TEXT = 'text/plain; charset=utf-8';
const FOR_EVER = 'public, max-age=31536000, immutable';

const nothing = (): Problem => new Problem('not-found', 'there is nothing at this address');
const notYet = (): Problem =>
  new Problem('not-integrated', 'it is not in the log yet; try again soon', { retryAfter: 1 });

/** `GET /log/{site}/checkpoint`: what the log says of itself now, as a signed note. */
export const getCheckpoint = ({ logs }: Deps) =>
  async function checkpoint(c: Request): Promise<Response> {
    const head = logs.head(c.get('site').site.id);
    if (!head) throw notYet();
    return answer(c, Buffer.from(head.note), TEXT, 'public, max-age=1');
  };

/** `GET /log/{site}/witnessed`: the newest checkpoint that witnesses have signed too (C2SP tlog-cosignature). */
export const getWitnessed = ({ logs }: Deps) =>
  async function witnessed(c: Request): Promise<Response> {
    const cosigned = logs.cosigned(c.get('site').site.id);
    if (!cosigned) throw nothing();
    return answer(c, Buffer.from(cosigned.note), TEXT, 'public, max-age=1');
  };

/** `GET /log/{site}/key`: who signs it, `origin+id+key` (C2SP signed-note). */
export const getLogKey = ({ logs }: Deps) =>
  async function key(c: Request): Promise<Response> {
    const { id, logOrigin } = c.get('site').site;
    return answer(c, Buffer.from(await keyLine(logOrigin, logs.key(id))), TEXT, 'public, max-age=3600');
  };

/** `GET /log/{site}/tile/…`: hashes, or entries (C2SP tlog-tiles). What a size has once is never another. */
export const getTile = ({ logs, options }: Deps) =>
  async function tile(c: Request): Promise<Response> {
    const { id } = c.get('site').site;
    const asked = parseTilePath(c.req.path.slice(`/log/${id}/`.length));
    const size = logs.head(id)?.size ?? 0;
    const bytes = asked && (await logFolder(options.data, id).tile(asked, size));
    if (!asked || !bytes) throw nothing();
    return answer(
      c,
      bytes,
      'application/octet-stream',
      asked.width === TILE_WIDTH ? FOR_EVER : 'public, max-age=60',
    );
  };

/** `GET /v1/{site}/receipts/{id}/proof`: that a receipt is in the log. */
export const getReceiptProof = (deps: Deps) =>
  async function receiptProof(c: Request): Promise<Response> {
    const { id } = c.get('site').site;
    const index = deps.logs.leafOf(id, (c.req.param('id') ?? '').toLowerCase());
    if (index === null) throw new Problem('not-found', 'no such receipt is held');
    return proof(c, index, id, deps);
  };

const HASH = 'expected 64 hex digits, SHA-256 of a zero byte and the entry';
export const leafQuery = z.object({ leaf: z.string(HASH).regex(/^[0-9a-fA-F]{64}$/, HASH) });

/** `GET /v1/{site}/proof?leaf=HEX`: the same by the leaf's hash, for whoever holds a receipt that we no longer do. */
export const getLeafProof = (deps: Deps) =>
  async function leafProof(c: Request): Promise<Response> {
    const { id } = c.get('site').site;
    const { leaf } = readQuery(c, leafQuery);
    const index = await indexOf(Buffer.from(leaf, 'hex'), id, deps.logs, folderOf(deps, id));
    if (index === null) throw notYet();
    return proof(c, index, id, deps);
  };

/** `GET /v1/{site}/log?from=N`: key and checkpoint as JSON, with the proof that the log grew out of its first N entries. */
export const getLog = (deps: Deps) =>
  async function log(c: Request): Promise<Response> {
    const { id, logOrigin } = c.get('site').site;
    const head = deps.logs.head(id);
    if (!head) throw notYet();
    const given = c.req.query('from') ?? '0';
    const from = /^\d{1,15}$/.test(given) ? Number(given) : 0;
    const path = from ? await growthFrom(from, head.size, folderOf(deps, id)) : null;
    const key = (await keyLine(logOrigin, deps.logs.key(id))).trim();
    const body = { key, checkpoint: head.note, size: head.size, ...(path ? { path } : {}) };
    return c.json(body, 200, { ...ANYONE, 'cache-control': 'public, max-age=1' });
  };

const folderOf = ({ options }: Deps, site: string): LogFolder => logFolder(options.data, site);

async function proof(c: Request, index: number, site: string, deps: Deps): Promise<Response> {
  const found = await proofAt(index, site, deps.logs, folderOf(deps, site));
  if (!found) throw notYet();
  return c.json(found, 200, { ...ANYONE, 'cache-control': 'public, max-age=1' });
}

function answer(c: Request, bytes: Uint8Array, type: string, cache: string): Response {
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
  const headers = { ...ANYONE, etag, 'cache-control': cache };
  if (isMatch(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': type } });
}
