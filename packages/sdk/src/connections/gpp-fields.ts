import type { BrowserPolicy, ConsentState } from '@sayso/protocol';
import { isAllowed, type Settings } from './port.ts';

/** The section of a state, by the end of its region code: name and id (Section Information, October 2025). */
const STATES: Record<string, number> = {
  CA: 8,
  VA: 9,
  CO: 10,
  UT: 11,
  CT: 12,
  FL: 13,
  MT: 14,
  OR: 15,
  TX: 16,
  DE: 17,
  IA: 18,
  NE: 19,
  NH: 20,
  NJ: 21,
  TN: 22,
  MN: 23,
  MD: 24,
  IN: 25,
  KY: 26,
  RI: 27,
};

const NATIONAL = { name: 'usnat', id: 7 };

/** One section of a GPP string. */
export interface Section {
  name: string;
  id: number;
}

/** All sections that there may be, the national one first. */
export const SECTIONS: readonly Section[] = [
  NATIONAL,
  ...Object.entries(STATES).map(([state, id]) => ({ name: `us${state.toLowerCase()}`, id })),
];

/**
 * The sections for a visitor: US National anywhere in the United States, and that of the state if it has one. Where the
 * region is unknown, too: an opt-out that does not apply harms nobody, and one that is missing does.
 */
export function sectionsFor(region: string | null | undefined): Section[] {
  if (region && !/^US(-|$)/.test(region)) return [];
  const state = `us${region?.slice(3).toLowerCase()}`;
  return SECTIONS.filter(({ name }) => name === NATIONAL.name || name === state);
}

/** 0: does not apply. For a notice 1 is given, for an opt-out 1 is opted out, for a consent 1 is none. */
type Value = 0 | 1 | 2;

/** What is said in each section that has the field; of a field that is a list, in each of its places. */
export type Fields = Record<string, Value | boolean>;

/**
 * The words of the IAB's US sections for what is decided. What the policy has no purpose for does not happen at the store,
 * and so needs no notice and no opt-out. Of sensitive data nothing is said.
 */
export function fieldsFor(
  { allowed, signals }: Pick<ConsentState, 'allowed' | 'signals'>,
  purposes: BrowserPolicy['purposes'],
  { purposes: own, mspa }: Settings<'gpp'>,
): Fields {
  const usual = purposes.filter(({ gpc }) => gpc).map(({ id }) => id);
  const fields: Fields = {
    ProcessingNotice: 1,
    SharingNotice: 0,
    KnownChildSensitiveDataConsents: signals.minor ? 1 : 0,
    MspaCoveredTransaction: mspa ? 1 : 2,
    MspaOptOutOptionMode: mode(mspa, 'opt-out'),
    MspaServiceProviderMode: mode(mspa, 'service-provider'),
    MspaMode: mspa ? (mspa === 'opt-out' ? 1 : 2) : 0,
    Gpc: signals.gpc,
  };
  for (const field of ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'] as const) {
    const ids = own?.[field] ?? usual;
    fields[`${field}Notice`] = ids.length ? 1 : 0;
    fields[field] = ids.length ? (isAllowed(allowed, ids) ? 2 : 1) : 0;
    if (ids.length) fields.SharingNotice = 1;
  }
  return fields;
}

const mode = (mspa: Settings<'gpp'>['mspa'], one: string): Value => (mspa ? (mspa === one ? 1 : 2) : 0);
