import { EVENTS } from './event.ts';
import { nearest } from './nearest.ts';
import { readCapture } from './parse-policy-capture.ts';
import { checkConnections, readConnections } from './parse-policy-connections.ts';
import { readPurposes } from './parse-policy-purposes.ts';
import {
  type At,
  fail,
  fields,
  inside,
  maybe,
  otherwise,
  type PolicyError,
  required,
  show,
} from './parse-policy-reader.ts';
import {
  cookieDomain,
  readApi,
  readAsk,
  readController,
  readEventProps,
  readNotice,
  readRegimes,
  readRetention,
  readSignals,
} from './parse-policy-settings.ts';
import { flag, text } from './parse-policy-values.ts';
import { readPromises, readTexts } from './parse-policy-words.ts';
import type { PolicyDocument } from './policy.ts';

/** What the collector adds when it publishes; somebody may hand a published document in again. */
const ADDED = Object.fromEntries(
  ['site', 'version', 'hash', 'publishedAt', 'effectiveAt', 'materialSince', 'ownRisk'].map((name) => [
    name,
    'the collector adds it when it publishes: leave it out',
  ]),
);

/**
 * The policy document with its defaults filled in (contract section 4), or all that is wrong with it. Takes
 * any JSON and never throws. Its size in bytes is for whoever has the bytes.
 */
export function parsePolicy(input: unknown): { policy: PolicyDocument } | { errors: PolicyError[] } {
  const at: At = { path: '', errors: [] };
  const read = fields<PolicyDocument & { $schema?: string }>(
    {
      $schema: maybe(text(1_000)),
      controller: required(readController()),
      purposes: required(readPurposes()),
      regimes: required(readRegimes()),
      region: otherwise({}, fields<PolicyDocument['region']>({ trustPage: otherwise(false, flag) })),
      ask: otherwise({}, readAsk()),
      signals: otherwise({}, readSignals()),
      capture: otherwise({}, readCapture()),
      api: otherwise({}, readApi()),
      cookieDomain: maybe(cookieDomain),
      reloadOnWithdraw: maybe(flag),
      connections: maybe(readConnections()),
      eventProps: otherwise({}, readEventProps()),
      retention: otherwise({}, readRetention()),
      notice: otherwise({}, readNotice()),
      texts: otherwise({}, readTexts()),
      promises: otherwise([], readPromises()),
    },
    ADDED,
  )(input, at);
  if (read) {
    checkEvents(read, at);
    checkSample(read, at);
    checkTexts(read, at, isGiven(input, 'texts'));
    checkConnections(read, at);
  }
  if (!read || at.errors.length) return { errors: at.errors };
  const { $schema: _, ...policy } = read;
  return { policy };
}

const isGiven = (input: unknown, field: string): boolean =>
  typeof input === 'object' && input !== null && Object.hasOwn(input, field);

/** An event that Sayso does not know has no properties until the policy declares them. */
function checkEvents({ purposes, eventProps }: PolicyDocument, at: At): void {
  for (const [i, { events = [] }] of purposes.entries()) {
    for (const [j, name] of events.entries()) {
      if (Object.hasOwn(EVENTS, name) || Object.hasOwn(eventProps, name)) continue;
      const place = inside(inside(inside(inside(at, 'purposes'), i), 'events'), j);
      fail(
        place,
        `${show(name)} is not in the vocabulary: declare its properties under eventProps.${name} ({} if it has none)`,
      );
    }
  }
}

/** A share of what nobody captures is a slip: all would be captured of the one that was meant. */
function checkSample({ purposes, capture }: PolicyDocument, at: At): void {
  const names = purposes.flatMap(({ events = [] }) => events);
  for (const name of Object.keys(capture.sample ?? {})) {
    if (names.includes(name)) continue;
    const meant = nearest(name, names);
    const place = inside(inside(inside(at, 'capture'), 'sample'), name);
    fail(place, `no purpose has an event of that name${meant ? `; did you mean ${meant}?` : ''}`);
  }
}

/** Words for a purpose that there isn't are a slip: the right ones would be missing. */
function checkTexts({ purposes, texts }: PolicyDocument, at: At, given: boolean): void {
  const place = inside(at, 'texts');
  if (given && Object.keys(texts).length === 0) fail(place, 'needs at least one language');
  for (const [language, words] of Object.entries(texts)) {
    for (const id of Object.keys(words.purposes ?? {})) {
      if (purposes.some((purpose) => purpose.id === id)) continue;
      const known = purposes.map((purpose) => purpose.id).join(', ');
      fail(
        inside(inside(inside(place, language), 'purposes'), id),
        `there is no such purpose; known here: ${known}`,
      );
    }
  }
}
