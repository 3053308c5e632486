// Holds what visitors wrote down against what the collector answers and what is in its files.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ask, insist } from './post.mjs';

/** What a visitor's own data says against the visitor's ledger: nothing missing, nothing doubled, nothing else. */
export async function checkVisitor(url, { subject, stored, receipts }) {
  const problems = [];
  const headers = { authorization: `Bearer ${subject}` };
  const me = await insist(() => ask(`${url}/v1/demo/me`, { method: 'GET', headers }));
  const own = receipts.filter(({ body }) => body.subject);
  if (me?.status !== 200) return own.length > 0 ? [`GET /me answered ${me?.status}`] : [];

  const kept = me.json.events.map(({ id }) => id);
  const there = new Set(kept);
  if (there.size !== kept.length) problems.push(`${kept.length - there.size} events are there twice`);
  const missing = [...stored].filter((id) => !there.has(id));
  if (missing.length > 0) problems.push(`${missing.length} acknowledged events are missing`);
  const more = kept.filter((id) => !stored.has(id));
  if (more.length > 0) problems.push(`${more.length} events are stored that were refused, or never sent`);

  const jwsOf = new Map(me.json.receipts.map(({ id, jws }) => [id, jws]));
  if (jwsOf.size !== me.json.receipts.length) problems.push('a receipt is there twice');
  if (jwsOf.size !== own.length) problems.push(`${jwsOf.size} receipts are there, ${own.length} were given`);
  for (const { body, jws } of own) {
    if (jwsOf.get(body.id) !== jws) problems.push('an acknowledged receipt is missing, or is another one');
  }
  for (const { body, jws } of receipts) {
    const again = await insist(() => ask(`${url}/v1/demo/receipts`, { body }));
    if (again?.status !== 200 || again.json.receipt !== jws) {
      problems.push(`a receipt asked for again answered ${again?.status}, or is another one`);
    }
  }
  return problems;
}

/** What the data folder says: whole databases, a gapless log of what is kept, sums that are true. */
export async function checkFiles(url, data, { events, receipts }) {
  const problems = [];
  for (const name of ['sayso.db', 'keys.db']) {
    const db = new Database(join(data, name), { readonly: true });
    const found = db.pragma('integrity_check', { simple: true });
    if (found !== 'ok') problems.push(`${name}: ${found}`);
    db.close();
  }
  const db = new Database(join(data, 'sayso.db'), { readonly: true });
  const one = (sql) => db.prepare(sql).pluck().get();
  const foreign = /** @type {unknown[]} */ (db.pragma('foreign_key_check'));
  if (foreign.length > 0) problems.push(`${foreign.length} rows refer to nothing`);
  const entries = /** @type {{ leaf: number, jws: string }[]} */ (
    db
      .prepare('SELECT leaf, jws FROM receipts UNION ALL SELECT leaf, jws FROM statements ORDER BY leaf')
      .all()
  );
  const leaves = /** @type {{ idx: number, hash: Buffer }[]} */ (
    db.prepare('SELECT idx, hash FROM leaves ORDER BY idx').all()
  );
  if (leaves.length !== entries.length) {
    problems.push(`${leaves.length} leaves, but ${entries.length} entries`);
  }
  const isValid = verifierOf(
    (await insist(() => ask(`${url}/.well-known/jwks.json`, { method: 'GET' }))).json.keys,
  );
  for (const [i, { idx, hash }] of leaves.entries()) {
    if (idx !== i) problems.push(`leaf ${i} of the log is missing`);
    const entry = entries[i];
    if (entry?.leaf !== idx) problems.push(`leaf ${idx} has no entry of its own`);
    else if (!createHash('sha256').update(entry.jws, 'latin1').digest().equals(hash))
      problems.push(`leaf ${idx} is not the SHA-256 of its entry`);
    else if (!isValid(entry.jws)) problems.push(`entry ${idx} is not signed by the collector's key`);
    if (problems.length > 20) break;
  }
  const sums = {
    receipts: [one('SELECT count(*) FROM receipts'), one('SELECT sum(receipts) FROM totals'), receipts],
    events: [countEvents(db), one('SELECT sum(accepted) FROM totals'), events],
  };
  for (const [what, [rows, total, acknowledged]] of Object.entries(sums)) {
    if (rows !== total || rows !== acknowledged)
      problems.push(`${what}: ${rows} rows, ${total} counted, ${acknowledged} acknowledged`);
  }
  db.close();
  return problems;
}

/** What is in all the tables of events; the sums that are kept of them must be true. */
function countEvents(db) {
  const slots = db.prepare('SELECT slot FROM partitions').pluck().all();
  const counts = slots.map((slot) =>
    db.prepare(`SELECT coalesce(sum(events), 0) FROM blocks_${slot}`).pluck().get(),
  );
  const events = counts.reduce((total, count) => total + count, 0);
  const held = db.prepare('SELECT coalesce(sum(events), 0) FROM held').pluck().get();
  const ids = [0, 1, 2].map((k) => db.prepare(`SELECT count(*) FROM ids_${k}`).pluck().get());
  const remembered = ids.reduce((total, count) => total + count, 0);
  return events === held && events === remembered ? events : `${events} (${held} summed, ${remembered} ids)`;
}

function verifierOf(keys) {
  const byId = new Map(keys.map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })]));
  return (jws) => {
    const [header = '', payload = '', signature = ''] = jws.split('.');
    const key = byId.get(JSON.parse(Buffer.from(header, 'base64url').toString()).kid);
    const signed = Buffer.from(`${header}.${payload}`);
    return key !== undefined && verify(null, signed, key, Buffer.from(signature, 'base64url'));
  };
}
