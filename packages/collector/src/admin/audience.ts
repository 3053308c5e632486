import { setImmediate as turn } from 'node:timers/promises';
import { type Destination, objects, type ReceiptPayload, toMs } from '@sayso/protocol';
import { decodeJwt } from 'jose';
import type { Identity } from '../keys/proof.ts';
import { currentPolicy } from '../policy/current.ts';
import type { PublishedPolicy, SiteStore } from '../store/port.ts';
import { mayUse } from '../use.ts';

/** What an audience is used for, whatever its addresses were given for. */
export const AUDIENCE_PURPOSE = 'marketing';

/** By whose writing of addresses a target knows people. Klaviyo takes plain ones, which are matched by either hash. */
export const TARGETS = {
  meta: ['meta'],
  google: ['google'],
  klaviyo: ['meta', 'google'],
} as const satisfies Record<string, readonly Destination[]>;
export type Target = keyof typeof TARGETS;

/** The addresses by which the store's server knows somebody, each as hex SHA-256. */
export interface Person {
  emails: readonly string[];
  phones: readonly string[];
}

export interface Audience {
  /** Who may be used now; nobody twice. */
  people: Person[];
  /** Whether it is the address of one of them. */
  has(hash: string): boolean;
}

/** Somebody, as a subject was named by the store's server. */
interface Naming {
  subject: string;
  captured: string;
  person: Person;
}

/** What is known today of a subject that has an address. Times in milliseconds since 1970; 0: never. */
interface Standing {
  may: boolean;
  /** Of its newest choice. */
  chosenAt: number;
  /** The last signal, restriction or objection. */
  objectedAt: number;
  /** The last yes that was confirmed in a step of its own. */
  confirmedAt: number;
}

/** Subjects that are asked at once: while they are, nobody else is served. */
const AT_ONCE = 50;

/**
 * Those who may be used for `marketing` now. An address can belong to several subjects, one for each browser: the newest
 * choice among them holds, and a signal, a restriction or an objection of any of them leaves the address out until a
 * later confirmed yes (contract section 2, identify). Null where the policy in effect has no such purpose.
 */
export async function audienceFor(
  site: SiteStore,
  target: Target,
  now: () => number,
): Promise<Audience | null> {
  const policies = await site.policies();
  const current = currentPolicy(policies, now());
  if (!current?.document.purposes.some(({ id }) => id === AUDIENCE_PURPOSE)) return null;

  const namings: Naming[] = [];
  for await (const { subject, purpose, event } of site.captured(purposesOf(policies))) {
    if (event.name === 'identify')
      namings.push({ subject, captured: purpose, person: personOf(event.props?.proof, TARGETS[target]) });
  }

  const standings = await standingsOf(site, namings, current, now);
  const owners = new Map<string, Set<Standing>>();
  for (const naming of namings) {
    const standing = standings.get(nameOf(naming));
    for (const hash of addressesOf(naming.person))
      if (standing) owners.set(hash, (owners.get(hash) ?? new Set()).add(standing));
  }

  const people = new Map<string, Person>();
  const addresses = new Set<string>();
  for (const naming of namings) {
    const own = addressesOf(naming.person);
    const fits =
      standings.get(nameOf(naming))?.may && own.every((hash) => isOpen([...(owners.get(hash) ?? [])]));
    if (!own.length || !fits) continue;
    people.set(own.join(), naming.person);
    for (const hash of own) addresses.add(hash);
  }
  return { people: [...people.values()], has: (hash) => addresses.has(hash) };
}

/** Whether what its subjects said leaves an address in. */
function isOpen(owners: readonly Standing[]): boolean {
  const newest = Math.max(...owners.map(({ chosenAt }) => chosenAt));
  const objected = Math.max(...owners.map(({ objectedAt }) => objectedAt));
  const confirmed = Math.max(...owners.map(({ confirmedAt }) => confirmedAt));
  if (objected > 0 && confirmed <= objected) return false;
  return owners.every(({ may, chosenAt }) => may || chosenAt < newest);
}

async function standingsOf(
  site: SiteStore,
  namings: readonly Naming[],
  current: PublishedPolicy,
  now: () => number,
): Promise<Map<string, Standing>> {
  const objections = new Map<string, number>();
  for (const { subject, kind, receivedAt } of await site.records.requests())
    if (kind !== 'rectification')
      objections.set(subject, Math.max(objections.get(subject) ?? 0, toMs(receivedAt)));

  const standings = new Map<string, Standing>();
  for (const naming of namings) {
    const name = nameOf(naming);
    if (standings.has(name)) continue;
    const { subject, captured } = naming;
    const state = await site.records.state(subject);
    const standing: Standing = {
      may: state !== null && mayUse(state, captured, AUDIENCE_PURPOSE, await site.policies(), now()),
      chosenAt: state ? toMs(state.newestAt) : 0,
      objectedAt: objections.get(subject) ?? 0,
      confirmedAt: 0,
    };
    for (const { jws } of await site.records.receipts(subject)) addReceipt(standing, jws, current);
    standings.set(name, standing);
    if (standings.size % AT_ONCE === 0) await turn();
  }
  return standings;
}

/** What a receipt shows beside the choice that stands: signals, which outlast it, and who has confirmed. */
function addReceipt(standing: Standing, jws: string, { document }: PublishedPolicy): void {
  const { signals, confirmed, purposes, effective, receivedAt } = decodeJwt<ReceiptPayload>(jws);
  const at = toMs(receivedAt);
  const heeds = document.purposes.some(({ id, gpc }) => id === AUDIENCE_PURPOSE && gpc);
  const seen = { ...signals, gpc: signals.gpc.header || signals.gpc.page };
  if (signals.minor || (heeds && objects(document.signals, seen)))
    standing.objectedAt = Math.max(standing.objectedAt, at);
  if (effective && confirmed?.includes(AUDIENCE_PURPOSE) && purposes[AUDIENCE_PURPOSE] === 'granted')
    standing.confirmedAt = Math.max(standing.confirmedAt, at);
}

/** Each purpose that ever had `identify`: what was captured under an older policy counts against a person too. */
const purposesOf = (policies: readonly PublishedPolicy[]): Set<string> =>
  new Set(
    policies.flatMap(({ document }) =>
      document.purposes.filter(({ events }) => events?.includes('identify')).map(({ id }) => id),
    ),
  );

/** Its proof was verified when the event was taken. */
function personOf(proof: unknown, destinations: readonly Destination[]): Person {
  const { email_sha256, phone_sha256 } = decodeJwt<Identity>(String(proof));
  const of = (hashes: Record<string, string> = {}): string[] =>
    destinations.flatMap((destination) => hashes[destination] ?? []);
  return { emails: of(email_sha256), phones: of(phone_sha256) };
}

const addressesOf = ({ emails, phones }: Person): string[] => [...emails, ...phones];

const nameOf = ({ subject, captured }: Pick<Naming, 'subject' | 'captured'>): string =>
  `${subject}|${captured}`;
