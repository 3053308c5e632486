import { setTimeout as sleep } from 'node:timers/promises';
import { type Checkpoint, formatVerifier, type Verifier } from '@sayso/protocol/log';
import type { Given } from '../env.ts';
import type { LogStore } from '../store/log-port.ts';
import type { Site } from '../store/port.ts';
import type { Findings } from '../transparency/findings.ts';
import { keysOf } from '../transparency/jws.ts';
import { text } from '../transparency/read-signed.ts';
import { logFolder } from '../transparency/sequencer.ts';
import { readCheckpoint, verifierOf } from '../transparency/signed.ts';
import { folderSource, type LogSource } from '../transparency/source.ts';
import type { OnEntries } from '../transparency/verify-log.ts';
import { sameAsRows, verifyRows } from '../transparency/verify-rows.ts';
import { CliError } from './exit.ts';
import type { Io } from './io.ts';
import { openAt, placeThere, siteOf } from './place.ts';

/** What is looked at beside the log's own files. */
export interface OwnChecks {
  onEntries: OnEntries;
  rows(checkpoint: Checkpoint): Promise<void>;
}

/** How long a collector may take between signing a checkpoint and writing it, in milliseconds. */
const SETTLE = 2_000;

/** `verify --log SITE` where the data is: the log in the data folder, and the database against it. Changes nothing. */
export async function verifyOwn(
  id: string,
  given: Given,
  io: Io,
  findings: Findings,
  check: (source: LogSource, key: Verifier, checks: OwnChecks) => Promise<unknown>,
): Promise<void> {
  const place = placeThere(given, io);
  const { store, logs, signing } = await openAt(place, io.now, { change: false });
  try {
    const there = await siteOf(store, id);
    const { site } = there;
    const { removed } = await there.retained();
    const expired = removed.reduce((sum, { record, count }) => sum + (record === 'receipt' ? count : 0), 0);
    const rows = { expired, site, logs, policies: await there.policies(), keys: keysOf(signing.jwks()) };
    const source = folderSource(logFolder(place.data, id).path);
    const key = await verifierOf(site.logOrigin, logs.key(id));
    await checkHead(site, key, logs, source, findings);
    await check(source, key, {
      onEntries: sameAsRows(rows, findings),
      rows: (checkpoint) => verifyRows(rows, checkpoint, findings),
    });
  } catch (error) {
    if (error instanceof CliError) throw error;
    // What can't even be read was changed as well.
    findings.wrong('data', error instanceof Error ? error.message.replace(/\.$/, '') : String(error));
  } finally {
    await store.close();
  }
}

/** The checkpoint in the folder is the one that was signed last, and its key the one that signed it. */
async function checkHead(
  { id }: Site,
  key: Verifier,
  logs: LogStore,
  source: LogSource,
  findings: Findings,
): Promise<void> {
  const isPublished = async (): Promise<boolean> =>
    logs.head(id)?.note === text((await source.read('checkpoint')) ?? new Uint8Array());
  if (!(await isPublished())) await sleep(SETTLE);
  const head = logs.head(id);
  const signed = head && (await readCheckpoint(head.note, key));
  if (!head || signed?.size !== head.size) {
    findings.wrong(
      'checkpoint',
      'what was signed last, in log.db, is missing or not signed by the log’s key',
    );
  } else if (!(await isPublished())) {
    findings.wrong('checkpoint', `the file is not the one of ${head.size} entries that was signed last`);
  }
  const line = text((await source.read('key')) ?? new Uint8Array());
  if (line !== `${formatVerifier(key)}\n`) findings.wrong('key', 'the file is not the key of the log');
}
