import { hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, readOrMake } from './key-file.ts';

/** What keys are derived for; a label never changes. */
export type Use = 'wrap' | 'event-id' | 'proof' | 'seal' | 'log-key';

/** The operator's key is never used itself: each use has a key of its own. */
export interface OperatorKey {
  /** 32 bytes by HKDF-SHA256 (RFC 5869), the same each time. */
  sub(use: Use): Buffer;
}

export interface OperatorKeyPlace {
  /** The data folder. */
  data: string;
  /** A file that the operator provides instead of `DATA/operator.key`. */
  keyFile?: string | undefined;
  /** Whether a key may be made: not where something has been sealed already. */
  mayMake: boolean;
}

/**
 * Reads the operator's key, 32 bytes as hex, base64 or raw, or makes `DATA/operator.key` at first start.
 * Throws if it is missing or not such a key.
 */
export function operatorKey({ data, keyFile, mayMake }: OperatorKeyPlace): OperatorKey {
  const path = keyFile ?? join(data, 'operator.key');
  const content =
    readIfThere(path) ??
    (mayMake && keyFile === undefined
      ? Buffer.from(readOrMake(path, () => `${randomBytes(32).toString('hex')}\n`))
      : null);
  if (!content) {
    const loss = keyFile === undefined ? ' What is stored in this folder cannot be read without it.' : '';
    throw new Error(`The operator's key ${path} is missing.${loss}`);
  }
  const key = parseKey(content);
  if (!key) throw new Error(`${path} does not hold an operator's key: 32 bytes, as hex or base64.`);
  return { sub: (use) => Buffer.from(hkdfSync('sha256', key, '', `sayso/1/${use}`, 32)) };
}

function parseKey(content: Buffer): Buffer | null {
  if (content.length === 32) return content;
  const text = content.toString('latin1').trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
}
