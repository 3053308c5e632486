/** Exit codes; those from 64 on are of sysexits.h. `sayso --help` explains them. */
export const EXIT = {
  ok: 0,
  /** A check failed, or what was asked for was refused. */
  refused: 1,
  /** The command line can't be understood. */
  usage: 2,
  /** Something that is needed is not there: the build, the port, the data folder. */
  unavailable: 69,
  /** Something went wrong inside. */
  internal: 70,
  /** A file can't be written. */
  cantCreate: 73,
  /** A file can't be read. */
  io: 74,
} as const;

/** The end of a command, told in sentences. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: number;

  constructor(code: number, ...sentences: string[]) {
    super(sentences.join('\n'));
    this.code = code;
  }
}
