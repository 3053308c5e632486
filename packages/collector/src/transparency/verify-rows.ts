import { parsePolicy, RECEIPT_TYP } from '@sayso/protocol';
import type { Checkpoint } from '@sayso/protocol/log';
import { canonicalJson, hashOf } from '../policy/canonical.ts';
import { POLICY_TYP } from '../policy/publish.ts';
import type { HeldEntry, LogStore } from '../store/log-port.ts';
import { RESTORED_TYP, TOMBSTONE_TYP } from '../store/log-port.ts';
import type { PublishedPolicy, Site } from '../store/port.ts';
import { sha256 } from './digest.ts';
import type { Findings } from './findings.ts';
import { isSigned, type PublicJwk, readJws } from './jws.ts';
import type { OnEntries } from './verify-log.ts';

const ENOUGH = 20;

const HELD = 1;
const LOST = 2;

interface Rows {
  /** Receipts whose time was over: so many were removed. */
  expired: number;
  site: Site;
  logs: LogStore;
  policies: readonly PublishedPolicy[];
  /** What receipts and statements are signed with. */
  keys: readonly PublicJwk[];
}

/** Compares each entry of the log's files with the database's. */
export const sameAsRows =
  ({ site, logs }: Rows, findings: Findings): OnEntries =>
  (from, entries, leaves) => {
    const rows = logs.entries(site.id, from, entries.length);
    const wrong = entries.findIndex((entry, i) => !Buffer.from(rows?.[i] ?? []).equals(entry));
    if (wrong >= 0) {
      findings.wrong(
        'database',
        `entry ${from + wrong} is missing in the table of leaves, or is another there`,
      );
    }
    const lost = leaves.findIndex((leaf, i) => !logs.candidates(site.id, leaf).includes(from + i));
    if (lost >= 0) findings.wrong('index', `entry ${from + lost} is not found by its leaf in log.db`);
  };

/** Everything that is held of the log's entries: is it what was signed, and is all of it there. */
export async function verifyRows(rows: Rows, checkpoint: Checkpoint, findings: Findings): Promise<void> {
  const { site, logs, policies, expired } = rows;
  const before = findings.wrongs;
  if (site.logOrigin !== checkpoint.origin) {
    findings.wrong(
      'database',
      `the site’s log is named ${site.logOrigin} there, but ${checkpoint.origin} is signed`,
    );
  }
  const total = logs.size(site.id);
  const there = new Uint8Array(total);
  let lastTombstone = -1;
  let oldestReceipt = Number.POSITIVE_INFINITY;
  const published = new Map<unknown, Record<string, unknown>>();
  let held = 0;
  for (const entry of logs.held(site.id)) {
    const { leaf } = entry;
    const name = entry.receipt ? `the receipt ${entry.receipt.id}` : `the statement at ${leaf}`;
    const fault = await faultOf(entry, rows);
    if (fault) findings.wrong('database', `${name}: ${fault}`);
    else if (there[leaf] === HELD) findings.wrong('database', `${name}: entry ${leaf} is held twice`);
    there[leaf] = HELD;
    held++;
    if (entry.receipt) oldestReceipt = Math.min(oldestReceipt, leaf);
    if (entry.typ === TOMBSTONE_TYP) lastTombstone = Math.max(lastTombstone, leaf);
    if (entry.typ === RESTORED_TYP) markLost(there, readJws(entry.jws)?.payload ?? {}, findings);
    if (entry.typ === POLICY_TYP) {
      const payload = readJws(entry.jws)?.payload ?? {};
      published.set(payload.version, payload);
    }
    if (findings.wrongs - before >= ENOUGH) return;
  }
  checkMissing(there, { lastTombstone, oldestReceipt, expired }, findings);
  checkPolicies(policies, published, findings);
  if (findings.wrongs === before) {
    findings.ok(
      'database',
      `${held} receipts and statements are what was signed; of ${total - held} entries only the hash is held`,
    );
  }
  if (total > checkpoint.size)
    findings.note('database', `${total - checkpoint.size} entries wait for the log`);
}

async function faultOf(
  { leaf, jws, receipt, typ }: HeldEntry,
  { site, logs, keys }: Rows,
): Promise<string | null> {
  const entry = sha256(new Uint8Array(Buffer.from(jws, 'latin1')));
  if (!Buffer.from(logs.entries(site.id, leaf, 1)?.[0] ?? []).equals(entry)) {
    return `it is not what entry ${leaf} was made of`;
  }
  if (!(await isSigned(jws, keys))) return 'it is not signed by a key of this collector';
  const read = readJws(jws);
  const payload = read?.payload ?? {};
  if (payload.site !== site.id) return 'it is of another site';
  if (!receipt) return read?.typ === typ ? null : `it is no ${typ}`;
  if (read?.typ !== RECEIPT_TYP) return 'it is no receipt';
  const beside = { ...receipt, effective: receipt.effective === 1 };
  const wrong = Object.entries(beside).find(([name, value]) => payload[name] !== value)?.[0];
  return wrong ? `its ${wrong} in the table is not the one that was signed` : null;
}

/**
 * An entry without its JWS was erased before a tombstone, or its time was over, as that of all that is older and of no
 * more than were removed for it; anything else was taken away.
 */
function checkMissing(
  there: Uint8Array,
  {
    lastTombstone,
    oldestReceipt,
    expired,
  }: { lastTombstone: number; oldestReceipt: number; expired: number },
  findings: Findings,
): void {
  let over = 0;
  for (const [leaf, state] of there.entries()) {
    if (state !== 0 || leaf < lastTombstone) continue;
    if (leaf < oldestReceipt && ++over <= expired) continue;
    findings.wrong(
      'database',
      `the receipt or statement of entry ${leaf} is gone: nothing was erased since, and its time was not over`,
    );
    return;
  }
}

/** Entries that came back as hashes alone, when an older copy of the database was put back. */
function markLost(there: Uint8Array, { from, to, at }: Record<string, unknown>, findings: Findings): void {
  if (typeof from !== 'number' || typeof to !== 'number') return;
  for (let leaf = from; leaf < to; leaf++) if (there[leaf] === 0) there[leaf] = LOST;
  findings.note(
    'database',
    `the receipts of entries ${from} to ${to - 1} were lost when an older copy was put back (${at})`,
  );
}

function checkPolicies(
  policies: readonly PublishedPolicy[],
  published: ReadonlyMap<unknown, Record<string, unknown>>,
  findings: Findings,
): void {
  for (const policy of policies) {
    const said = published.get(policy.version);
    const name = `policy version ${policy.version}`;
    const fields = ['hash', 'publishedAt', 'effectiveAt', 'materialSince', 'ownRisk'] as const;
    const wrong = said && fields.find((field) => said[field] !== policy[field]);
    const parsed = parsePolicy(policy.given);
    if (!said) findings.wrong('policy', `${name} is not in the log`);
    else if (wrong) findings.wrong('policy', `${name}: its ${wrong} is not the one that was published`);
    else if (hashOf(policy.given) !== policy.hash) {
      findings.wrong('policy', `${name}: its text is not the one that was published`);
    } else if ('errors' in parsed || plain(parsed.policy) !== plain(policy.document)) {
      findings.wrong(
        'policy',
        `${name}: what is enforced is not what its text says; if only this program was updated since, publish the same file again`,
      );
    }
  }
  for (const version of published.keys()) {
    if (!policies.some((policy) => policy.version === version)) {
      findings.wrong('policy', `version ${version} was published, and is missing in the database`);
    }
  }
}

/** As it is stored: without what is undefined. */
const plain = (document: unknown): string => canonicalJson(JSON.parse(JSON.stringify(document)));
