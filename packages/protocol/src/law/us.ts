import type { Law } from './law.ts';
import { CALIFORNIA, CALIFORNIA_WORDS } from './us-signal.ts';

const asOf = '2026-11-21';

/** A visitor whose state is not known might be in any. */
export const US: Law = {
  region: 'US',
  name: 'United States, state not known',
  regime: 'opt-out',
  signals: ['gpc'],
  wait: { days: 365, after: 'opt-out' },
  words: CALIFORNIA_WORDS,
  sources: CALIFORNIA,
  asOf,
  checked: true,
  note: 'There is no federal law of this kind. Without a state the strictest one, California, is taken.',
};

const optOut = (
  code: string,
  name: string,
  since: string,
  title: string,
  section: string,
  more: Partial<Law> = {},
): Law => ({
  region: `US-${code}`,
  name,
  regime: 'opt-out',
  signals: [],
  words: [],
  sources: [{ title, section }],
  asOf,
  checked: true,
  note: `In force since ${since}; no duty to heed a signal.`,
  ...more,
});

/** The states whose law gives an opt-out of sale, but says nothing of signals. */
export const US_OPT_OUT: readonly Law[] = [
  optOut('FL', 'Florida', '2024-07-01', 'Florida Digital Bill of Rights', 'Fla. Stat. 501.701 ff.', {
    note: 'In force since 2024-07-01, for very large companies only (more than $1 billion a year, and more). No duty to heed a signal.',
  }),
  optOut('IA', 'Iowa', '2025-01-01', 'Iowa Consumer Data Protection Act', 'Iowa Code 715D'),
  optOut('IN', 'Indiana', '2026-01-01', 'Indiana Consumer Data Protection Act', 'Ind. Code 24-15'),
  optOut('KY', 'Kentucky', '2026-01-01', 'Kentucky Consumer Data Protection Act', 'KRS 367.3611 ff.'),
  optOut('NV', 'Nevada', '2019-10-01', 'Nevada Revised Statutes', 'NRS 603A.340, 603A.345', {
    sources: [
      {
        title: 'Nevada Revised Statutes',
        section: 'NRS 603A.340, 603A.345',
        url: 'https://www.leg.state.nv.us/nrs/nrs-603a.html',
      },
    ],
    note: 'No comprehensive law, but an opt-out of the sale of what a website collects. No duty to heed a signal.',
  }),
  optOut(
    'RI',
    'Rhode Island',
    '2026-01-01',
    'Rhode Island Data Transparency and Privacy Protection Act',
    'R.I. Gen. Laws 6-48.1',
  ),
  optOut(
    'TN',
    'Tennessee',
    '2025-07-01',
    'Tennessee Information Protection Act',
    'Tenn. Code 47-18, part 33',
  ),
  optOut('UT', 'Utah', '2023-12-31', 'Utah Consumer Privacy Act', 'Utah Code 13-61'),
  optOut('VA', 'Virginia', '2023-01-01', 'Virginia Consumer Data Protection Act', 'Va. Code 59.1-575 ff.', {
    sources: [
      {
        title: 'Virginia Consumer Data Protection Act',
        section: 'Va. Code 59.1-575 ff.',
        url: 'https://law.lis.virginia.gov/vacodefull/title59.1/chapter53/',
      },
    ],
  }),
];
