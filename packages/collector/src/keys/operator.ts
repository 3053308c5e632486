import { execSync } from 'node:child_process';
import { hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, readOrMake } from './key-file.ts';

/** What keys are derived for; a label never changes. All but `proof` and `root` are of folders that 0.1.0 made. */
export type Use = 'proof' | 'root' | 'wrap' | 'event-id' | 'seal' | 'log-key';

/** The operator's key is never used itself: each use has a key of its own. */
export interface OperatorKey {
  /** 32 bytes by HKDF-SHA256 (RFC 5869), the same each time. */
  sub(use: Use): Buffer;
}

/** Where the operator's key is; neither: `DATA/operator.key`. */
export interface KeyPlace {
  /** A file that the operator provides. */
  keyFile?: string | undefined;
  /** A command of the shell that prints it: a key of a KMS. */
  keyCommand?: string | undefined;
}

export interface OperatorKeyPlace extends KeyPlace {
  /** The data folder. */
  data: string;
  /** Whether a key may be made: not where something has been sealed already. */
  mayMake: boolean;
}

const COMMAND_MS = 30_000;

/**
 * Reads the operator's key, 32 bytes as hex, base64 or raw, or makes `DATA/operator.key` at first start.
 * Throws if it is missing or not such a key.
 */
export function operatorKey({ data, keyFile, keyCommand, mayMake }: OperatorKeyPlace): OperatorKey {
  if (keyCommand !== undefined) return keyOf(printedBy(keyCommand), 'What the command prints');
  const path = keyFile ?? ownKey(data);
  const content =
    readIfThere(path) ??
    (mayMake && keyFile === undefined ? Buffer.from(readOrMake(path, newKeyText)) : null);
  if (!content) {
    const loss = keyFile === undefined ? ' What is stored in this folder cannot be read without it.' : '';
    throw new Error(`The operator's key ${path} is missing.${loss}`);
  }
  return keyOf(content, path);
}

/** The key's file where the operator names none. */
export const ownKey = (data: string): string => join(data, 'operator.key');

/** A new key, as it stands in a file. */
export const newKeyText = (): string => `${randomBytes(32).toString('hex')}\n`;

function keyOf(content: Buffer, from: string): OperatorKey {
  const key = parseKey(content);
  if (!key) throw new Error(`${from} does not hold an operator's key: 32 bytes, as hex or base64.`);
  return { sub: (use) => Buffer.from(hkdfSync('sha256', key, '', `sayso/1/${use}`, 32)) };
}

function parseKey(content: Buffer): Buffer | null {
  if (content.length === 32) return content;
  const text = content.toString('latin1').trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
}

/** What it says on standard error is for the operator to see. */
function printedBy(command: string): Buffer {
  try {
    return execSync(command, { timeout: COMMAND_MS, stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    const { status, code } = error as { status?: number | null; code?: string };
    const how = typeof status === 'number' ? `exit code ${status}` : (code ?? 'it was ended');
    throw new Error(`The command that is to print the operator's key failed: ${how}.`);
  }
}
