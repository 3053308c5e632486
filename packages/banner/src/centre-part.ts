import type { BrowserPolicy, ConsentPort } from '@sayso/protocol';
import { make } from './dom.ts';
import type { PreferencesWords } from './preferences-text.ts';
import type { Words } from './text.ts';

/** What every part of the privacy centre stands on. */
export interface Part {
  port: ConsentPort;
  policy: BrowserPolicy;
  locale: string;
  words: Words;
  own: PreferencesWords;
  /** The name of a purpose. */
  nameOf(id: string): string;
  /** After an erasure: all is shown anew, beginning with these sentences. */
  renew(says: string[]): void;
}

/** Whether there is an identifier to ask by. While its file is loading, what is allowed tells. */
export const isKnown = ({ port, policy }: Part): boolean =>
  port.me?.known() ?? policy.purposes.some(({ id, always }) => !always && port.get().allowed[id]);

/** A place for what is said later, so that a screen reader is told of it. */
export const statusLine = (): HTMLElement => make('p', { role: 'status' });

/** Which purposes are allowed, as a sentence. */
export const allowedLine = ({ own, locale, nameOf }: Part, ids: string[]): string =>
  ids.length
    ? own.allowed.replace('{}', () => new Intl.ListFormat(locale).format(ids.map(nameOf)))
    : own.nothingAllowed;

export const timeOf = (time: string, locale: string, more: Intl.DateTimeFormatOptions = {}): string =>
  new Date(time).toLocaleString(locale, { dateStyle: 'long', ...more });

/** Hands the visitor a file. */
export function saveFile(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text]));
  make('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
