import { text } from '../transparency/read-signed.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';

/** The bytes of a file, or why it can't be read. */
export function read(file: string, io: Io): Uint8Array {
  try {
    return io.read(file);
  } catch (error) {
    throw new CliError(EXIT.io, `${file} can't be read: ${(error as NodeJS.ErrnoException).code ?? error}.`);
  }
}

/** The same as text. */
export const readText = (file: string, io: Io): string => text(read(file, io));
