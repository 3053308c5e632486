import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { sync } from './sync.ts';

/**
 * The content of a key's file, which is made first if there is none; mode 0600. The name appears only
 * once its content is on disk, and only once: of two starts at a time, both get the same key.
 */
export function readOrMake(path: string, make: () => string): string {
  const there = readIfThere(path);
  if (there !== null) return there.toString('utf8');
  const draft = `${path}.${randomUUID()}.new`;
  writeDurably(draft, make());
  try {
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  sync(dirname(path));
  return readFileSync(path, 'utf8');
}

/** Null if there is no such file. */
export function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

export function writeDurably(path: string, content: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;
