import type { ComingLaw, Law } from './law.ts';

const asOf = '2026-11-21';

const notice = (code: string, name: string, more: Partial<Law> = {}): Law => ({
  region: `US-${code}`,
  name,
  regime: 'notice',
  signals: [],
  words: [],
  sources: [
    {
      title: 'Federal Trade Commission Act',
      section: '15 U.S.C. 45 (what a store says of its practices must be true)',
      url: 'https://www.law.cornell.edu/uscode/text/15/45',
    },
  ],
  asOf,
  checked: true,
  note: 'No comprehensive privacy law in force.',
  ...more,
});

const soon = (from: string, title: string, section: string, more: Partial<ComingLaw> = {}): Partial<Law> => ({
  coming: { from, regime: 'opt-out', sources: [{ title, section }], ...more },
});

/** Its parliament sat after the last survey that was looked at (June 2026). */
const LATE: Partial<Law> = {
  checked: false,
  note: 'No comprehensive privacy law known. What was passed after June 2026 was not looked at.',
};

/** The states without a comprehensive law in force, and the District of Columbia. */
export const US_NOTICE: readonly Law[] = [
  notice('AK', 'Alaska'),
  notice('AL', 'Alabama', soon('2027-05-01', 'Alabama Personal Data Protection Act', 'HB 351 (2026)')),
  notice('AR', 'Arkansas'),
  notice('AZ', 'Arizona'),
  notice('DC', 'District of Columbia', LATE),
  notice('GA', 'Georgia'),
  notice('HI', 'Hawaii'),
  notice('ID', 'Idaho'),
  notice('IL', 'Illinois'),
  notice('KS', 'Kansas'),
  notice('LA', 'Louisiana', soon('2027-01-01', 'Louisiana Data Privacy Act', 'SB 386, Act 502 (2026)')),
  notice('MA', 'Massachusetts', LATE),
  notice('ME', 'Maine'),
  notice('MI', 'Michigan', LATE),
  notice('MO', 'Missouri'),
  notice('MS', 'Mississippi'),
  notice('NC', 'North Carolina', LATE),
  notice('ND', 'North Dakota'),
  notice('NM', 'New Mexico'),
  notice('NY', 'New York', LATE),
  notice('OH', 'Ohio', LATE),
  notice('OK', 'Oklahoma', soon('2027-01-01', 'Oklahoma Consumer Data Privacy Act', 'SB 546 (2026)')),
  notice('PA', 'Pennsylvania', LATE),
  notice('SC', 'South Carolina'),
  notice('SD', 'South Dakota'),
  notice(
    'VT',
    'Vermont',
    soon('2028-01-01', 'Vermont Data Privacy and Online Surveillance Act', 'S.71 (2026)', {
      signals: ['gpc'],
    }),
  ),
  notice('WA', 'Washington', {
    note: 'No comprehensive privacy law in force; health data needs consent (My Health My Data Act, RCW 19.373): make such a purpose `sensitive`.',
  }),
  notice('WI', 'Wisconsin'),
  notice('WV', 'West Virginia'),
  notice('WY', 'Wyoming'),
];
