import { EVENTS, isEventName, type Kind } from './event.ts';
import {
  checked,
  fail,
  fields,
  inside,
  maybe,
  otherwise,
  type Read,
  record,
  required,
} from './parse-policy-reader.ts';
import { address, flag, form, oneOf, regionProblem, text, whole } from './parse-policy-values.ts';
import type { PolicyDocument, Retention } from './policy.ts';
import type { Regime } from './regime.ts';
import { LIMITS } from './wire.ts';

/** A ten years' limit keeps a slip of the keyboard from becoming a promise. */
const days = whole(1, 3_650);
const years = whole(1, 50);

export const readController = (): Read<PolicyDocument['controller']> =>
  fields<PolicyDocument['controller']>({
    name: required(text(200)),
    contact: required(text(200)),
    privacyPolicyUrl: required(address),
  });

export const readRegimes = (): Read<Record<string, Regime>> =>
  checked(record(regionProblem, oneOf<Regime>(['opt-in', 'opt-out', 'notice'])), (regimes, at) => {
    if (!Object.hasOwn(regimes, 'default')) fail(inside(at, 'default'), 'is missing');
  });

export const readAsk = (): Read<PolicyDocument['ask']> => (value, at) => {
  const given = fields<{ grantedDays: number; refusedDays?: number }>({
    grantedDays: otherwise(180, days),
    refusedDays: maybe(days),
  })(value, at);
  if (!given) return undefined;
  // That a no is asked again more often than a yes is for the law check, which a reason can overrule.
  const { grantedDays, refusedDays = Math.max(180, grantedDays) } = given;
  return { grantedDays, refusedDays };
};

export const readSignals = (): Read<PolicyDocument['signals']> =>
  fields<PolicyDocument['signals']>({
    gpc: otherwise(true, flag),
    dnt: otherwise(false, flag),
    gpcOverride: otherwise(false, flag),
  });

export const readApi = (): Read<PolicyDocument['api']> =>
  checked(
    fields<PolicyDocument['api']>({ allowed: otherwise(false, flag), reason: maybe(text(500)) }),
    (api, at) => {
      if (api.allowed && !api.reason) {
        fail(inside(at, 'reason'), 'is missing: say why calls from page code may grant');
      }
    },
  );

/** Whose subdomains share the choice. */
export const cookieDomain = form(
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
  'a domain in small letters such as shop.example, without dot or https:// in front',
);

const KINDS: readonly Kind[] = [
  'string',
  'number',
  'integer',
  'boolean',
  'money',
  'currency',
  'country',
  'items',
  'url',
];

export const readEventProps = (): Read<PolicyDocument['eventProps']> =>
  checked(record(eventProblem, record(propProblem, oneOf(KINDS))), (events, at) => {
    for (const [event, props] of Object.entries(events)) {
      const place = inside(at, event);
      const count = Object.keys(props).length;
      if (count > LIMITS.props) fail(place, `has ${count} properties; at most ${LIMITS.props} are allowed`);
      const known = Object.hasOwn(EVENTS, event) ? (EVENTS[event] ?? {}) : {};
      for (const prop of Object.keys(props)) {
        if (!Object.hasOwn(known, prop) && !Object.hasOwn(known, `${prop}*`)) continue;
        fail(inside(place, prop), `${event} has this property in the vocabulary already`);
      }
    }
  });

const eventProblem = (name: string): string | null =>
  isEventName(name) ? null : 'expected an event name such as configure_bike';

const propProblem = (name: string): string | null =>
  /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name) ? null : 'expected a property name such as frame_size';

export const readRetention = (): Read<Retention> =>
  fields<Retention>({
    receiptsYears: otherwise(5, years),
    refusalMonths: otherwise(24, whole(1, 600)),
    accessLogDays: otherwise(90, days),
    auditYears: otherwise(7, years),
    aggregateYears: otherwise(2, years),
    backupDays: otherwise(7, whole(0, 3_650)),
    graceDays: otherwise(30, whole(0, 3_650)),
    keepReceiptsAfterErasure: otherwise(false, flag),
  });

export const readNotice = (): Read<PolicyDocument['notice']> =>
  fields<PolicyDocument['notice']>({ materialChangeDays: otherwise(30, whole(0, 3_650)) });
