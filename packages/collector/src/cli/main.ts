import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '@sayso/protocol';
import { type Given, readOptions, SERVE_OPTIONS } from '../env.ts';
import { version } from '../version.ts';
import { AUDIENCE_OPTIONS, audience } from './audience.ts';
import { verifyTrail } from './audit.ts';
import { backupTo, restoreFrom } from './backup.ts';
import { cosign } from './cosign.ts';
import { doctor } from './doctor.ts';
import { CliError, EXIT } from './exit.ts';
import { type Io, processIo } from './io.ts';
import { createKey, listKeys, revokeKey, rotateKeys } from './keys.ts';
import { eraseCommand, exportCommand } from './person.ts';
import { PLACE_OPTIONS } from './place.ts';
import { checkFile, diffVersions, publishFile } from './policy.ts';
import { showReceipt } from './receipt.ts';
import { createSite, listSites } from './site.ts';
import { deleteSite } from './site-delete.ts';
import { HELP, USAGE } from './usage.ts';
import { VERIFY_OPTIONS, verify } from './verify.ts';

interface Command {
  /** What stands behind its name, in order. */
  takes: readonly string[];
  /** Whether that may be left out. */
  mayBeLeftOut?: true;
  options: NonNullable<ParseArgsConfig['options']>;
  run(rest: readonly string[], given: Given, io: Io): Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    takes: [],
    options: SERVE_OPTIONS,
    run: async (_rest, given, io) => {
      const read = readOptions(given, io.env);
      if ('errors' in read) throw new CliError(EXIT.usage, ...read.errors);
      // The server is loaded only where it runs.
      const { serve } = await import('./serve.ts');
      return serve(read.options, io);
    },
  },
  'site create': {
    takes: ['ID'],
    options: {
      ...PLACE_OPTIONS,
      origin: { type: 'string', multiple: true },
      'allow-null-origin': { type: 'boolean' },
      'log-origin': { type: 'string' },
    },
    run: createSite,
  },
  'site list': { takes: [], options: PLACE_OPTIONS, run: listSites },
  'site delete': { takes: ['ID'], options: { ...PLACE_OPTIONS, undo: { type: 'boolean' } }, run: deleteSite },
  'policy check': { takes: ['FILE'], options: { 'own-risk': { type: 'string' } }, run: checkFile },
  'policy publish': {
    takes: ['SITE', 'FILE'],
    options: {
      ...PLACE_OPTIONS,
      material: { type: 'boolean' },
      effective: { type: 'string' },
      'own-risk': { type: 'string' },
    },
    run: publishFile,
  },
  'policy diff': { takes: ['SITE', 'A', 'B'], options: PLACE_OPTIONS, run: diffVersions },
  'keys create': {
    takes: [],
    options: {
      ...PLACE_OPTIONS,
      role: { type: 'string' },
      site: { type: 'string' },
      expires: { type: 'string' },
    },
    run: createKey,
  },
  cosign: {
    takes: ['SITE', 'NOTE'],
    options: { ...PLACE_OPTIONS, key: { type: 'string', multiple: true } },
    run: cosign,
  },
  'receipt show': { takes: ['FILE'], options: { as: { type: 'string' } }, run: showReceipt },
  verify: { takes: ['RECEIPT'], mayBeLeftOut: true, options: VERIFY_OPTIONS, run: verify },
  'keys list': { takes: [], options: PLACE_OPTIONS, run: listKeys },
  'keys rotate': {
    takes: [],
    options: {
      ...PLACE_OPTIONS,
      operator: { type: 'boolean' },
      'new-key-file': { type: 'string' },
      'new-key-command': { type: 'string' },
    },
    run: rotateKeys,
  },
  backup: { takes: ['FILE'], options: { ...PLACE_OPTIONS, keys: { type: 'string' } }, run: backupTo },
  restore: { takes: ['FILE'], options: { ...PLACE_OPTIONS, keys: { type: 'string' } }, run: restoreFrom },
  doctor: { takes: [], options: { ...PLACE_OPTIONS, 'clock-is-right': { type: 'boolean' } }, run: doctor },
  export: { takes: ['SITE', 'SUBJECT'], options: PLACE_OPTIONS, run: exportCommand },
  erase: { takes: ['SITE', 'SUBJECT'], options: PLACE_OPTIONS, run: eraseCommand },
  audience: { takes: ['SITE'], options: AUDIENCE_OPTIONS, run: audience },
  'audit verify': { takes: [], options: PLACE_OPTIONS, run: verifyTrail },
  'keys revoke': { takes: ['ID'], options: PLACE_OPTIONS, run: revokeKey },
};

/** Runs a command line and gives the exit code. */
export async function main(args: readonly string[], io: Io = processIo()): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof CliError) {
      for (const sentence of error.message.split('\n')) io.err(`sayso: ${sentence}`);
      return error.code;
    }
    io.err(`sayso: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT.internal;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [first = '', second = ''] = args;
  if (first === '--version' || first === '-v') {
    io.out(version());
    return EXIT.ok;
  }
  const name = [first, `${first} ${second}`].find((words) => Object.hasOwn(COMMANDS, words));
  const command = name === undefined ? undefined : COMMANDS[name];
  if (!name || !command) return notOne(args, io);
  const { rest, given } = parse(name, command, args.slice(name.split(' ').length));
  if (given.help) {
    io.out(USAGE[name] ?? HELP);
    return EXIT.ok;
  }
  if (rest.length !== command.takes.length && !(command.mayBeLeftOut && rest.length === 0)) {
    const expected = command.takes.join(' ') || 'nothing';
    throw new CliError(EXIT.usage, `${name} takes ${expected} here.`, `See \`sayso ${name} --help\`.`);
  }
  return command.run(rest, given, io);
}

const HASH = /^[\w-]{43}$/;

function parse(name: string, { takes, options }: Command, args: string[]): { rest: string[]; given: Given } {
  const known = { ...options, help: { type: 'boolean', short: 'h' } } as const;
  try {
    // One hash in 64 begins with a hyphen, as options do.
    const plain = args.map((arg) => (takes.includes('SUBJECT') && HASH.test(arg) ? ` ${arg}` : arg));
    const { positionals, values } = parseArgs({ args: plain, options: known, allowPositionals: true });
    return { rest: positionals.map((arg) => arg.trimStart()), given: values as Given };
  } catch (error) {
    // Node says which option it was, and more than is needed in sentences after the first.
    const [said = ''] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    const wrong = /'(--?[\w-]+)/.exec(said)?.[1] ?? '';
    const meant = nearest(
      wrong,
      Object.keys(known).map((option) => `--${option}`),
    );
    const hint = meant && meant !== wrong ? `Did you mean ${meant}?` : `See \`sayso ${name} --help\`.`;
    throw new CliError(EXIT.usage, `${said}. ${hint}`);
  }
}

function notOne(args: readonly string[], io: Io): number {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const asked = args.some((arg) => ['--help', '-h', 'help'].includes(arg));
  if (asked) {
    io.out(HELP);
    return EXIT.ok;
  }
  if (args.length === 0) {
    io.err(HELP);
    return EXIT.usage;
  }
  const said = words.slice(0, 2).join(' ') || String(args[0]);
  const meant = nearest(said, Object.keys(COMMANDS)) ?? nearest(words[0] ?? '', Object.keys(COMMANDS));
  throw new CliError(
    EXIT.usage,
    `There is no command ${JSON.stringify(said.slice(0, 60))}. ${meant ? `Did you mean ${meant}?` : 'See `sayso --help`.'}`,
  );
}
