import { nearest, toDay, toMs, toTime } from '@sayso/protocol';
import type { Given } from '../env.ts';
import { type AccessKey, newAccessKey, ROLES, type Role } from '../keys/access-key.ts';
import { endOf } from '../keys/opens.ts';
import { rotateSigningKey } from '../keys/signing.ts';
import { parseWhen, WHEN } from '../when.ts';
import { recordChange } from './audit.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { rotateOperator } from './operator.ts';
import { siteOf, withStore } from './place.ts';

/** `keys create --role ROLE [--site ID] [--expires DATE]`: the key alone is the first line, and shown once. */
export async function createKey(_rest: readonly string[], given: Given, io: Io): Promise<number> {
  const role = roleOf(given.role);
  const expiresAt = expiryOf(given.expires, io.now());
  return withStore(given, io, 'exist', async ({ store }) => {
    const site = typeof given.site === 'string' ? (await siteOf(store, given.site)).site.id : null;
    const { text, key } = newAccessKey({ role, site, expiresAt }, toTime(io.now()));
    await store.addAccessKey(key);
    await recordChange(store, io, 'keys create', site, key.id);
    io.out(text);
    io.err(`Key ${key.id}, ${role}, for ${site ?? 'all sites'}, ${untilOf(key)}. It is shown only now.`);
    return EXIT.ok;
  });
}

/** `keys list`: never a key's text. */
export const listKeys = (_rest: readonly string[], given: Given, io: Io): Promise<number> =>
  withStore(given, io, 'exist', async ({ store }) => {
    for (const key of await store.accessKeys()) {
      const made = `made ${toDay(toMs(key.createdAt))}`;
      io.out([key.id, key.role, key.site ?? 'all sites', made, stateOf(key, io.now())].join('  '));
    }
    return EXIT.ok;
  });

/** `keys rotate`: signing and sealing keys, or the operator's own, while a collector runs. */
export async function rotateKeys(_rest: readonly string[], given: Given, io: Io): Promise<number> {
  if (given.operator) return rotateOperator(given, io);
  const stray = ['new-key-file', 'new-key-command'].find((name) => given[name] !== undefined);
  if (stray)
    throw new CliError(EXIT.usage, `--${stray} is for an exchange of the operator's key: add --operator.`);
  return withStore(given, io, 'exist', async ({ store, data }) => {
    const kid = rotateSigningKey(data, toTime(io.now()));
    io.out(`Signs with ${kid} from now on; the keys before it stay in jwks.json.`);
    const wrapped = await store.rotateWrapping();
    await recordChange(store, io, 'keys rotate', null);
    io.out(`A new key wraps the keys of ${wrapped} subjects; the one before it is destroyed.`);
    io.err(
      "Back up the folder's signing keys (signing*.key) and, with `sayso backup --keys`, the subjects' keys.",
    );
    return EXIT.ok;
  });
}

/** `keys revoke ID` */
export const revokeKey = ([id = '']: readonly string[], given: Given, io: Io): Promise<number> =>
  withStore(given, io, 'exist', async ({ store }) => {
    const there = (await store.accessKeys()).find((key) => key.id === id);
    if (!there)
      throw new CliError(
        EXIT.refused,
        `There is no key ${JSON.stringify(id.slice(0, 60))}. See \`sayso keys list\`.`,
      );
    if (!(await store.revokeAccessKey(id, toTime(io.now()))))
      throw new CliError(EXIT.refused, `The key ${id} is revoked already.`);
    await recordChange(store, io, 'keys revoke', there.site, id);
    io.out(`Revoked the key ${id}: it opens nothing any more.`);
    return EXIT.ok;
  });

function roleOf(given: Given[string]): Role {
  const role = ROLES.find((one) => one === given);
  if (role) return role;
  const meant = typeof given === 'string' ? nearest(given, ROLES) : null;
  throw new CliError(
    EXIT.usage,
    `--role is one of ${ROLES.join(', ')}${given === undefined ? '' : `, not ${JSON.stringify(given)}`}.${meant ? ` Did you mean ${meant}?` : ''}`,
  );
}

function expiryOf(given: Given[string], now: number): string | null {
  if (given === undefined) return null;
  const at = parseWhen(String(given));
  if (at === null)
    throw new CliError(EXIT.usage, `--expires: expected ${WHEN}, not ${JSON.stringify(given)}.`);
  if (at <= now)
    throw new CliError(EXIT.usage, `--expires: ${given} is past, so the key would open nothing.`);
  return toTime(at);
}

const untilOf = ({ expiresAt }: AccessKey): string =>
  expiresAt === null ? 'without an end' : `until ${toDay(toMs(expiresAt))}`;

function stateOf(key: AccessKey, now: number): string {
  const end = endOf(key, now);
  return end ? `${end} ${toDay(toMs(end === 'revoked' ? key.revokedAt : key.expiresAt))}` : untilOf(key);
}
