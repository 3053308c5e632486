import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { toMs } from '@sayso/protocol';
import { draftThere } from '../keys/next-operator.ts';
import { type KeyPlace, operatorKey } from '../keys/operator.ts';
import { migrations, RESTORING } from './open.ts';
import { MOST_BEHIND_MS } from './sqlite/clock.ts';
import { openKept } from './sqlite/kept.ts';
import { exchangedAt, hasSealed } from './sqlite/root-keys.ts';

/** One thing that was looked at: well, or what is wrong and what to do about it. */
export type Finding = { of: string; well: string } | { of: string; wrong: string; todo: string };

export interface Examined extends KeyPlace {
  data: string;
  /** Milliseconds since 1970. */
  now: number;
}

const MIB = 1024 * 1024;
const LEAST_FREE = 256 * MIB;
const SLOW_FLUSH_MS = 50;

/** Looks at a data folder, beside a running collector too, and changes nothing in it. */
export function examine(place: Examined): Finding[] {
  const { data } = place;
  if (!existsSync(data))
    return [
      {
        of: 'folder',
        wrong: `there is no ${data}`,
        todo: 'say where the data is with --data, or make a site',
      },
    ];
  return [
    folder(data),
    restoring(data),
    ...readers(data),
    operator(place),
    database(data, 'sayso.db', 'sqlite'),
    database(data, 'keys.db', 'sqlite-keys'),
    // A folder of before the public log has none, and one that is gone is made anew out of the log's files.
    existsSync(join(data, 'log.db')) ? database(data, 'log.db', 'sqlite-log') : null,
    disk(data),
    flush(data),
    clock(place),
  ].filter((finding): finding is Finding => finding !== null);
}

function folder(data: string): Finding {
  const of = 'folder';
  try {
    if (!statSync(data).isDirectory())
      return { of, wrong: `${data} is not a folder`, todo: 'give the folder with --data' };
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
    return { of, well: `${data} can be written` };
  } catch {
    return {
      of,
      wrong: `${data} can't be written`,
      todo: 'give it to the user that runs the collector, and look whether its disk is mounted read-only',
    };
  }
}

const restoring = (data: string): Finding | null =>
  existsSync(join(data, RESTORING))
    ? {
        of: 'restore',
        wrong: 'a restore is under way, or was interrupted',
        todo: 'run `sayso restore` again',
      }
    : null;

/** Who else may read what is in the folder. */
function readers(data: string): Finding[] {
  const open = ['', ...readdirSync(data).filter((name) => /\.(db|key)$/.test(name))].filter(
    (name) => (statSync(join(data, name)).mode & 0o077) !== 0,
  );
  if (open.length === 0) return [{ of: 'readers', well: 'nobody but its owner may read it' }];
  return open.map((name) => ({
    of: 'readers',
    wrong: `others may read ${name || 'the folder'}`,
    todo: `chmod ${name ? '600' : '700'} ${join(data, name)}`,
  }));
}

function operator(place: Examined): Finding {
  const of = 'operator key';
  const todo =
    'give the right one with --key-file or --key-command, or put its copy in place of operator.key';
  try {
    const operator = operatorKey({ ...place, mayMake: false });
    const keys = openKept(join(place.data, 'keys.db'), { readonly: true });
    try {
      if (hasSealed(keys, operator)) return { of, well: 'it is the one that sealed what is stored' };
      const draft = draftThere(place.data);
      if (draft && hasSealed(keys, draft))
        return {
          of,
          wrong: 'it is the one before: its exchange was interrupted when operator.key.new was in force',
          todo: 'start the collector, or run any other command: it puts that in place of operator.key',
        };
      const until = exchangedAt(keys, operator.sub('proof'));
      if (until) return { of, wrong: `it was exchanged on ${until} and opens nothing any more`, todo };
    } finally {
      keys.close();
    }
    return { of, wrong: 'it is not the one that sealed what is stored', todo };
  } catch (error) {
    return {
      of,
      wrong: messageOf(error),
      todo: 'put the copy of operator.key that you keep elsewhere in its place, or say where it is with --key-file or --key-command',
    };
  }
}

function database(data: string, name: string, kind: string): Finding {
  const path = join(data, name);
  if (!existsSync(path))
    return {
      of: name,
      wrong: 'it is not there',
      todo: 'restore a backup, or start the collector to make it anew',
    };
  try {
    const db = openKept(path, { readonly: true, timeout: 2_000 });
    try {
      const known = readdirSync(migrations(kind)).length;
      const schema = Number(db.pragma('user_version', { simple: true }));
      if (schema > known)
        return {
          of: name,
          wrong: `a newer Sayso has written it (schema ${schema})`,
          todo: 'update this program',
        };
      const said = String(db.pragma('quick_check(1)', { simple: true }));
      if (said === 'ok') return { of: name, well: 'it is whole' };
      return { of: name, wrong: `it is damaged: ${said.split('\n')[0]}`, todo: RESTORE };
    } finally {
      db.close();
    }
  } catch (error) {
    return { of: name, wrong: `it can't be read: ${messageOf(error)}`, todo: RESTORE };
  }
}

const RESTORE = 'stop the collector, copy the folder, and restore a backup with `sayso restore`';

function disk(data: string): Finding {
  const { bavail, bsize } = statfsSync(data);
  const free = Math.floor((bavail * bsize) / MIB);
  const of = 'disk';
  return free * MIB < LEAST_FREE
    ? { of, wrong: `only ${free} MiB are free`, todo: 'make room: with none left, nothing more is taken' }
    : { of, well: `${free} MiB are free` };
}

/** How long the disk takes to keep a page: each write waits for that. */
function flush(data: string): Finding | null {
  const path = join(data, `.flush-${process.pid}`);
  try {
    const file = openSync(path, 'wx', 0o600);
    try {
      const times = Array.from({ length: 9 }, () => {
        const began = performance.now();
        writeSync(file, Buffer.alloc(4096), 0, 4096, 0);
        fsyncSync(file);
        return performance.now() - began;
      }).sort((a, b) => a - b);
      const took = (times[4] ?? 0).toFixed(1);
      return Number(took) > SLOW_FLUSH_MS
        ? {
            of: 'flush',
            wrong: `a flush takes ${took} ms`,
            todo: 'use a disk of this machine, not one over a network',
          }
        : { of: 'flush', well: `a flush takes ${took} ms` };
    } finally {
      closeSync(file);
    }
  } catch {
    // That it can't be written is said already.
    return null;
  } finally {
    rmSync(path, { force: true });
  }
}

/** The newest time that is stored must not be one that is still to come. */
function clock({ data, now }: Examined): Finding | null {
  try {
    const db = openKept(join(data, 'sayso.db'), { readonly: true });
    try {
      const newest = db.prepare<[], string>('SELECT newest FROM clock').pluck().get();
      if (!newest || toMs(newest) <= now + MOST_BEHIND_MS)
        return { of: 'clock', well: 'it is not behind what is stored' };
      return {
        of: 'clock',
        wrong: `it is behind what is stored, which is of ${newest}`,
        todo: 'set it right; if it is right and was ahead before: `sayso doctor --clock-is-right`',
      };
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** Of an error, without the full stop: a finding adds its own. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
