import type { Law, LawSource } from './law.ts';
import type { WordId } from './words.ts';

const asOf = '2026-11-21';

export const CALIFORNIA: readonly LawSource[] = [
  {
    title: 'California Consumer Privacy Act',
    section: 'Civ. Code 1798.120, 1798.121, 1798.135(c)(4)',
    url: 'https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=CIV&sectionNum=1798.135',
  },
  {
    title: 'CCPA Regulations',
    section: '11 CCR 7013–7015, 7025, 7026',
    url: 'https://www.law.cornell.edu/regulations/california/11-CCR-7025',
  },
];
export const CALIFORNIA_WORDS: readonly WordId[] = [
  'do-not-sell',
  'limit-use',
  'your-privacy-choices',
  'opt-out-honoured',
];

/** Opt-out of sale and targeted advertising, also by a signal, since the day given. */
const state = (
  code: string,
  name: string,
  since: string,
  title: string,
  section: string,
  url?: string,
): Law => ({
  region: `US-${code}`,
  name,
  regime: 'opt-out',
  signals: ['gpc'],
  words: [],
  sources: [{ title, section, ...(url ? { url } : {}) }],
  asOf,
  checked: true,
  note: `Opt-out signals since ${since}.`,
});

/** The states whose law makes stores heed an opt-out signal. */
export const US_SIGNAL: readonly Law[] = [
  {
    region: 'US-CA',
    name: 'California',
    regime: 'opt-out',
    signals: ['gpc'],
    wait: { days: 365, after: 'opt-out' },
    words: CALIFORNIA_WORDS,
    sources: CALIFORNIA,
    asOf,
    checked: true,
    note: 'Opt-out signals since 2023-01-01; since 2026-01-01 the store must show that it processed one. Opt-in below the age of 16.',
  },
  state(
    'CO',
    'Colorado',
    '2024-07-01',
    'Colorado Privacy Act',
    'C.R.S. 6-1-1306(1)(a); 4 CCR 904-3, Rules 4.03 and 5.08',
    'https://regulations.justia.com/states/colorado/900/904/rule-4-ccr-904-3/',
  ),
  state(
    'CT',
    'Connecticut',
    '2025-01-01',
    'Connecticut Data Privacy Act',
    'Conn. Gen. Stat. 42-518, 42-520',
    'https://www.cga.ct.gov/current/pub/chap_743jj.htm',
  ),
  state(
    'DE',
    'Delaware',
    '2026-01-01',
    'Delaware Personal Data Privacy Act',
    '6 Del. C. 12D-104, 12D-106',
    'https://delcode.delaware.gov/title6/c012d/index.html',
  ),
  state(
    'MD',
    'Maryland',
    '2025-10-01',
    'Maryland Online Data Privacy Act',
    'Md. Code, Com. Law, Title 14, Subtitle 47',
  ),
  state(
    'MN',
    'Minnesota',
    '2025-07-31',
    'Minnesota Consumer Data Privacy Act',
    'Minn. Stat. 325M.14',
    'https://www.revisor.mn.gov/statutes/cite/325M',
  ),
  state(
    'MT',
    'Montana',
    '2025-01-01',
    'Montana Consumer Data Privacy Act',
    'Mont. Code 30-14-2808, 30-14-2812',
  ),
  state('NE', 'Nebraska', '2025-01-01', 'Nebraska Data Privacy Act', 'Neb. Rev. Stat. 87-1101 ff.'),
  state('NH', 'New Hampshire', '2025-01-01', 'New Hampshire Privacy Act', 'RSA 507-H:4, 507-H:6'),
  state('NJ', 'New Jersey', '2025-07-15', 'New Jersey Data Privacy Act', 'N.J.S.A. 56:8-166.4 ff.'),
  state('OR', 'Oregon', '2026-01-01', 'Oregon Consumer Privacy Act', 'ORS 646A.570 ff.'),
  {
    ...state(
      'TX',
      'Texas',
      '2025-01-01',
      'Texas Data Privacy and Security Act',
      'Bus. & Com. Code 541.051, 541.055(e), 541.102',
      'https://statutes.capitol.texas.gov/Docs/BC/htm/BC.541.htm',
    ),
    words: ['sale-of-sensitive', 'sale-of-biometric'],
  },
];
