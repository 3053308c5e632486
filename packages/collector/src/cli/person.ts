import { isSubject } from '@sayso/protocol';
import type { Given } from '../env.ts';
import { sha256 } from '../hash.ts';
import { issuerOf } from '../policy/publish.ts';
import { eraseSubject } from '../rights/erase.ts';
import { exportSubject } from '../rights/export.ts';
import { recordChange } from './audit.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { siteOf, withStore } from './place.ts';

/** `export SITE SUBJECT`: all that is held of a person, as JSON. */
export function exportCommand(
  [id = '', subject = '']: readonly string[],
  given: Given,
  io: Io,
): Promise<number> {
  const hash = hashOf(subject, io);
  return withStore(given, io, 'exist', async ({ store }) => {
    const site = await siteOf(store, id);
    const held = await exportSubject(site, hash);
    if (!held) throw nothingHeld(id);
    await recordChange(store, io, 'export', id, hash);
    io.out(JSON.stringify(held, null, 2));
    return EXIT.ok;
  });
}

/** `erase SITE SUBJECT`: the end of it; the same answer again for 90 days. */
export function eraseCommand(
  [id = '', subject = '']: readonly string[],
  given: Given,
  io: Io,
): Promise<number> {
  const hash = hashOf(subject, io);
  return withStore(given, io, 'exist', async ({ store, signing }) => {
    const site = await siteOf(store, id);
    const { logOrigin } = site.site;
    const tools = { sign: signing.sign, iss: issuerOf(logOrigin, id), now: io.now() };
    const erased = await eraseSubject(site, hash, tools);
    if (!erased) throw nothingHeld(id);
    await recordChange(store, io, 'erase', id, hash);
    io.out(`Erased: nothing of this person can be read any more.`);
    for (const { what, why, until } of erased.kept) {
      io.out(`Kept: ${what}, ${why}${until === null ? '' : `, until ${until.slice(0, 10)}`}.`);
    }
    io.out(`Backups that hold it may be kept until ${erased.backupsUntil.slice(0, 10)}.`);
    return EXIT.ok;
  });
}

/** The hash of the subject that is meant. */
function hashOf(given: string, io: Io): string {
  if (/^[\w-]{43}$/.test(given)) return given;
  if (given === '-') {
    const secret = Buffer.from(io.read('-')).toString('utf8').trim();
    if (isSubject(secret)) return sha256(secret);
    throw new CliError(
      EXIT.usage,
      'The standard input does not hold a subject: 22 characters, from the cookie.',
    );
  }
  const hint = isSubject(given)
    ? 'That is the subject itself, a secret that should be in no history of a shell: hand it in with `-`.'
    : 'It is what receipts name in `sub`, 43 characters; or give `-` and the subject on the standard input.';
  throw new CliError(EXIT.usage, 'SUBJECT must be the hash of a subject.', hint);
}

const nothingHeld = (site: string): CliError =>
  new CliError(EXIT.refused, `Nothing is held of this person at the site ${site}, or it was erased.`);
