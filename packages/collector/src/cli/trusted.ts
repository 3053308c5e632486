import type { Given } from '../env.ts';
import { keysOf, type PublicJwk } from '../transparency/jws.ts';
import { type Known, text, verifiersIn } from '../transparency/read-signed.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { readText } from './read-file.ts';

/** Keys that were given to be trusted: of logs, of witnesses, of receipts. */
export interface Trusted extends Known {
  jwks: PublicJwk[];
}

/** The keys in the files of `--key`. */
export async function knownKeys(given: Given, io: Io): Promise<Trusted> {
  const files = Array.isArray(given.key) ? given.key.map(String) : [];
  const trusted: Trusted = { log: null, witnesses: [], jwks: [] };
  for (const file of files) {
    const content = readText(file, io);
    const { log, witnesses } = await verifiersIn(content);
    const jwks = keysOf(json(Buffer.from(content)));
    if (!log && !witnesses.length && !jwks.length) {
      throw new CliError(
        EXIT.io,
        `${file} holds no key: neither a JWKS, nor lines such as those of /log/SITE/key.`,
      );
    }
    trusted.log ??= log;
    trusted.witnesses = [...trusted.witnesses, ...witnesses];
    trusted.jwks.push(...jwks);
  }
  return trusted;
}

/** Null for what is no JSON. */
export function json(bytes: Uint8Array | null): unknown {
  try {
    return JSON.parse(text(bytes ?? new Uint8Array()));
  } catch {
    return null;
  }
}
