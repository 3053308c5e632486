import { RECEIPT_TYP, type ReceiptPayload } from '@sayso/protocol';
import type { Given } from '../env.ts';
import { jsonLdOf } from '../transparency/jsonld.ts';
import { readJws } from '../transparency/jws.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { readText } from './read-file.ts';

/** `receipt show FILE [--as json|jsonld]`: what a receipt says. Whether that is so, `verify` says. */
export async function showReceipt([file = '']: readonly string[], given: Given, io: Io): Promise<number> {
  const as = given.as ?? 'json';
  if (as !== 'json' && as !== 'jsonld') {
    throw new CliError(EXIT.usage, `--as is json or jsonld, not ${JSON.stringify(as)}.`);
  }
  const jws = readText(file, io).trim();
  const found = readJws(jws);
  if (found?.typ !== RECEIPT_TYP) {
    throw new CliError(EXIT.refused, `${file} is no receipt: expected a compact JWS of typ ${RECEIPT_TYP}.`);
  }
  const payload = found.payload as unknown as ReceiptPayload;
  io.out(JSON.stringify(as === 'json' ? payload : jsonLdOf(payload, jws), null, 2));
  io.err(`sayso: not checked; \`sayso verify ${file}\` does that.`);
  return EXIT.ok;
}
