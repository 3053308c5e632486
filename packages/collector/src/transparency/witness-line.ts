import { parseNote } from '@sayso/protocol/log';
import type { LogStore } from '../store/log-port.ts';

/** Who has signed the log beside the one who keeps it (C2SP tlog-cosignature); with nobody, what that means. */
export function witnessLine(
  logs: Pick<LogStore, 'cosigned' | 'head'>,
  site: string,
  logOrigin: string,
): string {
  const { note = '', size = 0 } = logs.cosigned(site) ?? {};
  const names = new Set(parseNote(note)?.signatures.map(({ name }) => name));
  names.delete(logOrigin);
  if (names.size === 0) {
    return 'No witness has signed the log. Who runs this collector could show other people another history of it: whoever wants to be sure keeps a checkpoint and compares (sayso verify --log, with --state).';
  }
  const signed = `${names.size} ${names.size === 1 ? 'witness has' : 'witnesses have'} signed the log (${[...names].join(', ')})`;
  return `${signed}, at ${size} of its ${logs.head(site)?.size ?? size} entries. Each signs only what grew out of what it signed before: up to there nobody was shown another history.`;
}
