import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Waits until a file is on disk, or the names in a folder: a new name is there only when its folder is. */
export function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
