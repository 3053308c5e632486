import { purposeTag } from './cookie.ts';
import { isEventName } from './event.ts';
import {
  checked,
  fail,
  fields,
  inside,
  isObject,
  isTaken,
  list,
  maybe,
  type Read,
  required,
  show,
  unique,
  unlike,
} from './parse-policy-reader.ts';
import { address, flag, form, id, text, whole } from './parse-policy-values.ts';
import { isSeparate, type ListedCookie, type Purpose, type Recipient } from './policy.ts';
import { LIMITS } from './wire.ts';

/** The purposes of a policy: what each may hold, and that together they are clear. */
export const readPurposes = (): Read<Purpose[]> => {
  const one = checked(
    fields<Purpose>({
      id: required(id),
      always: maybe(flag),
      gpc: maybe(flag),
      sensitive: maybe(flag),
      separate: maybe(flag),
      events: maybe(unique(list(eventName, { most: 100 }), (name) => name)),
      retentionDays: maybe(whole(1, 3_650)),
      cookies: maybe(list(cookie, { most: 100 })),
      storage: maybe(list(form(STORED, 'a name in the storage such as _hjid or _hj*'), { most: 100 })),
      hosts: maybe(list(form(HOST, 'a host in small letters such as cdn.example'), { most: 100 })),
      recipients: maybe(unique(list(recipient(), { most: 100 }), (r) => r.name, 'name')),
    }),
    (purpose, at) => {
      const { always, gpc, sensitive, events } = purpose;
      if (purpose.id === 'necessary' && !always) {
        fail(inside(at, 'always'), 'necessary is what the store needs to work: it must be always: true');
      }
      if ((always || purpose.id === 'necessary') && events?.length) {
        fail(
          inside(at, 'events'),
          `${show(purpose.id)} is never asked for, so it may hold no behavioural event`,
        );
      }
      if (always && gpc) fail(inside(at, 'gpc'), 'a purpose that is always allowed can heed no signal');
      if (always && sensitive) {
        fail(inside(at, 'sensitive'), 'a purpose that is always allowed can never be asked for');
      }
      if (always && isSeparate(purpose)) {
        fail(
          inside(at, 'always'),
          `${show(purpose.id)} needs a consent of its own: it can't be always allowed`,
        );
      }
    },
  );
  return checked(
    unique(list(one, { least: 1, most: LIMITS.purposes }), (p) => p.id, 'id'),
    (purposes, at) => {
      const tags = new Map<string, string>();
      const owners = new Map<string, string>();
      for (const [i, purpose] of purposes.entries()) {
        const place = inside(at, i);
        const tag = purposeTag(purpose.id);
        const other = tags.get(tag);
        if (other) {
          fail(
            inside(place, 'id'),
            `${show(purpose.id)} and ${show(other)} look the same in the cookie: rename one`,
          );
        }
        tags.set(tag, purpose.id);
        for (const [j, name] of (purpose.events ?? []).entries()) {
          const owner = owners.get(name);
          if (owner) {
            fail(
              inside(inside(place, 'events'), j),
              `${show(name)} belongs to ${show(owner)} already; each event has exactly one purpose`,
            );
          }
          owners.set(name, purpose.id);
        }
      }
    },
  );
};

/** The name of an event that may be captured. */
const eventName: Read<string> = (value, at) => {
  if (!isEventName(value)) {
    return unlike(at, 'an event name: a small letter, then at most 39 small letters, digits or _', value);
  }
  return isTaken(value) ? fail(at, `${show(value)} can't be used as an event name`) : value;
};

const recipient = (): Read<Recipient> =>
  fields<Recipient>({
    name: required(text(200)),
    contact: maybe(text(200)),
    country: maybe(form(/^[A-Z]{2}$/, 'a country code such as US')),
    how: maybe(text(200)),
    items: maybe(list(text(200), { most: 100 })),
    transferBasis: maybe(text(200)),
    policyUrl: maybe(address),
  });

/** A name, or a name with its place. */
const cookie: Read<string | ListedCookie> = (value, at) =>
  isObject(value) ? listedCookie(value, at) : cookieName(value, at);

/** RFC 6265, section 4.1.1: a token; a `*` at the end stands for any rest. */
const COOKIE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const STORED = /^[\x20-\x7e]{1,128}$/;
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const cookieName = form(COOKIE, 'a cookie name such as _ga or _ga_*');
const listedCookie = fields<ListedCookie>({
  name: required(cookieName),
  domain: maybe(form(HOST, 'a domain in small letters such as shop.example, without a dot in front')),
  path: maybe(form(/^\/[\x21-\x3a\x3c-\x7e]{0,200}$/, 'a path that begins with /')),
  days: maybe(whole(0, 3_650)),
});
