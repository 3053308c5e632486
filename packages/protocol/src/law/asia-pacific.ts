import type { Law } from './law.ts';

const asOf = '2026-11-21';

export const ASIA_PACIFIC: readonly Law[] = [
  {
    region: 'AU',
    name: 'Australia',
    regime: 'opt-out',
    signals: [],
    words: [],
    sources: [
      {
        title: 'Privacy Act 1988, Australian Privacy Principles',
        section: 'APP 3, 5, 7',
        url: 'https://www.oaic.gov.au/privacy/australian-privacy-principles',
      },
      { title: 'OAIC, Tracking pixels and privacy obligations (2024-11)', section: 'notice, opt-out' },
    ],
    asOf,
    checked: true,
    note: 'A notice at collection, and a simple way out of direct marketing. Sensitive data needs consent.',
  },
  {
    region: 'IN',
    name: 'India',
    regime: 'notice',
    signals: [],
    words: [],
    sources: [
      {
        title: 'Information Technology (Sensitive Personal Data) Rules 2011',
        section: 'rules 4, 5',
      },
    ],
    asOf,
    checked: true,
    note: 'Until the new law is in force: a privacy policy on the website; sensitive data needs consent.',
    coming: {
      from: '2027-05-13',
      regime: 'opt-in',
      sources: [
        {
          title: 'Digital Personal Data Protection Act 2023, and Rules of 2025-11-13 (G.S.R. 846(E))',
          section: 's. 5, 6; rule 3',
        },
      ],
    },
  },
  {
    region: 'JP',
    name: 'Japan',
    regime: 'notice',
    signals: [],
    words: [],
    sources: [
      {
        title: 'Telecommunications Business Act',
        section: 'Art. 27-12 (external transmission, since 2023-06-16)',
        url: 'https://www.japaneselawtranslation.go.jp/',
      },
      { title: 'Act on the Protection of Personal Information', section: 'Art. 21, 31' },
    ],
    asOf,
    checked: true,
    note: 'What is sent to whom and why must be told or be easy to find. A store of its own goods is mostly outside of Art. 27-12; a marketplace is inside. Handing browsing data to somebody who links it to a person needs consent (Art. 31).',
  },
  {
    region: 'KR',
    name: 'South Korea',
    regime: 'opt-in',
    signals: [],
    words: [],
    sources: [
      {
        title: 'Personal Information Protection Act (PIPA)',
        section: 'Art. 15, 16(3), 22',
        url: 'https://www.pipc.go.kr/eng/',
      },
    ],
    asOf,
    checked: true,
    note: 'Each consent apart, what is required apart from what is optional; refusing the optional must cost nothing.',
  },
];
