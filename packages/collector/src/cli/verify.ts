import { existsSync } from 'node:fs';
import { type Given, textOf } from '../env.ts';
import { Findings } from '../transparency/findings.ts';
import { keysOf } from '../transparency/jws.ts';
import type { Known } from '../transparency/read-signed.ts';
import { collectorSource, folderSource, type LogSource } from '../transparency/source.ts';
import { claimsOf, verifyReceipt } from '../transparency/verify-receipt.ts';
import { checkLog } from './check-log.ts';
import { CliError, EXIT } from './exit.ts';
import { getFrom } from './get.ts';
import type { Io } from './io.ts';
import { PLACE_OPTIONS } from './place.ts';
import { readText } from './read-file.ts';
import { json, knownKeys, type Trusted } from './trusted.ts';
import { verifyOwn } from './verify-own.ts';

export const VERIFY_OPTIONS = {
  ...PLACE_OPTIONS,
  log: { type: 'string' },
  collector: { type: 'string' },
  dir: { type: 'string' },
  key: { type: 'string', multiple: true },
  state: { type: 'string' },
} as const;

/** `verify RECEIPT` and `verify --log SITE`: says what holds and what does not, and exits with 0 only if all does. */
export async function verify([receipt]: readonly string[], given: Given, io: Io): Promise<number> {
  const site = textOf(given.log);
  if ((receipt === undefined) === (site === undefined)) {
    throw new CliError(EXIT.usage, 'Give a receipt (a file, or -), or --log SITE for a whole log.');
  }
  if (given.collector !== undefined && given.dir !== undefined) {
    throw new CliError(EXIT.usage, '--collector and --dir both say where the log is: give one of the two.');
  }
  const known = await knownKeys(given, io);
  const findings =
    receipt === undefined
      ? await wholeLog(site ?? '', known, given, io)
      : await oneReceipt(receipt, known, given, io);
  for (const { kind, what, text } of findings.all) io.out(`${LABELS[kind]} ${what}: ${text}.`);
  for (const line of receipt === undefined ? LOG_MEANS : RECEIPT_MEANS) io.out(line);
  io.out(findings.hold ? 'All of it holds.' : 'It does not hold.');
  return findings.hold ? EXIT.ok : EXIT.refused;
}

const LABELS = { ok: 'ok    ', wrong: 'WRONG ', note: 'note  ' };
const RECEIPT_MEANS = [
  'What this proves: the collector received this claim then, and did not change it since.',
  'What it does not prove: that a human made the choice; that the collector received nothing else.',
];
const LOG_MEANS = [
  'What this proves: the log is one history, to which was only ever added.',
  'What it does not prove: that humans made the choices; that everything received was put into it.',
];

async function oneReceipt(file: string, known: Trusted, given: Given, io: Io): Promise<Findings> {
  const jws = readText(file, io).trim();
  const claims = claimsOf(jws);
  const dir = textOf(given.dir);
  if (dir !== undefined) {
    if (known.jwks.length === 0) {
      throw new CliError(
        EXIT.usage,
        'With --dir nobody is asked: give the keys of receipts (jwks.json) with --key.',
      );
    }
    return verifyReceipt(jws, known.jwks, folderOf(dir, claims?.site), known, io.now());
  }
  const named = textOf(given.collector);
  const url = named ?? claims?.iss;
  if (!claims || !url) return verifyReceipt(jws, known.jwks, NOWHERE, known, io.now());
  if (!named) io.err(`sayso: asking ${url}, which the receipt names; --collector asks another.`);
  const get = getFrom(url, io);
  const keys = known.jwks.length ? known.jwks : keysOf(json(await get('/.well-known/jwks.json')));
  return verifyReceipt(jws, keys, collectorSource(url, claims.site, get), known, io.now());
}

async function wholeLog(site: string, known: Known, given: Given, io: Io): Promise<Findings> {
  const findings = new Findings();
  const state = textOf(given.state) ?? null;
  const collector = textOf(given.collector);
  const dir = textOf(given.dir);
  if (collector === undefined && dir === undefined) {
    await verifyOwn(site, given, io, findings, (source, key, checks) =>
      checkLog(source, { ...known, log: known.log ?? key }, state, findings, io, checks),
    );
    return findings;
  }
  const source =
    collector === undefined
      ? folderOf(dir ?? '', site)
      : collectorSource(collector, site, getFrom(collector, io));
  await checkLog(source, known, state, findings, io);
  return findings;
}

/** The folder of one log, or one with a folder for each site in it, as in the data folder. */
function folderOf(dir: string, site: string | undefined): LogSource {
  const inside = site === undefined ? dir : `${dir}/${site}`;
  const path = !existsSync(`${dir}/checkpoint`) && existsSync(inside) ? inside : dir;
  if (!existsSync(path)) throw new CliError(EXIT.io, `${dir} is not there.`);
  return folderSource(path);
}

const NOWHERE: LogSource = { name: 'nobody', read: async () => null, locate: async () => null };
