import { toTime } from '@sayso/protocol';

export type Level = 'info' | 'warn' | 'error';

/** All that a line may say beside its message. There is no field for an address, a subject, a query or a body. */
export interface LogFields {
  /** A stable word for what happened. */
  code?: string;
  site?: string;
  method?: string;
  /** The pattern of a route, `/v1/:site/me`; never the path that was asked for. */
  route?: string;
  status?: number;
  ms?: number;
  version?: number;
  count?: number;
}

export interface Log {
  info(msg: string, fields?: LogFields): void;
  warn(msg: string, fields?: LogFields): void;
  error(msg: string, fields?: LogFields): void;
  /** An error that nobody expected: its kind and where, not its message, which may repeat what a visitor sent. */
  unexpected(error: unknown, fields?: LogFields): void;
}

const FIELDS: readonly (keyof LogFields)[] = [
  'code',
  'site',
  'method',
  'route',
  'status',
  'ms',
  'version',
  'count',
];

/** Lines of JSON: level, time, msg, and fields of the list above only. */
export function createLog(write: (line: string) => void, now: () => number): Log {
  const line = (level: Level, msg: string, fields: LogFields, more: object = {}): void => {
    const said: Record<string, unknown> = { level, time: toTime(now()), msg };
    for (const name of FIELDS) if (fields[name] !== undefined) said[name] = fields[name];
    write(JSON.stringify({ ...said, ...more }));
  };
  return {
    info: (msg, fields = {}) => line('info', msg, fields),
    warn: (msg, fields = {}) => line('warn', msg, fields),
    error: (msg, fields = {}) => line('error', msg, fields),
    unexpected: (error, fields = {}) =>
      line('error', 'unexpected', { code: 'internal', ...fields }, placeOf(error)),
  };
}

/** The kind of an error and the places in the code that it came through. */
function placeOf(error: unknown): { error: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  // The stack repeats the message, which may have lines that look like places.
  const stack = (error.stack ?? '').replaceAll(error.message || error.name, '');
  const frames = stack.split('\n').filter((frame) => /^ {4}at .*:\d+:\d+\)?$/.test(frame));
  const { code } = error as NodeJS.ErrnoException;
  return {
    error: error.name,
    ...(typeof code === 'string' && /^\w{1,40}$/.test(code) ? { code } : {}),
    at: frames.slice(0, 8).map((frame) => frame.trim().slice(0, 200)),
  };
}
