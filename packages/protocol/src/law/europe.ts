import { EPRIVACY, GDPR } from './eu.ts';
import type { Law } from './law.ts';

const asOf = '2026-11-21';

/** Europe beyond the European Union: the rest of the EEA, the United Kingdom, Switzerland. */
export const EUROPE: readonly Law[] = [
  {
    region: 'CH',
    name: 'Switzerland',
    regime: 'opt-out',
    signals: [],
    words: [],
    sources: [
      {
        title: 'Fernmeldegesetz (FMG)',
        section: 'Art. 45c lit. b',
        url: 'https://www.fedlex.admin.ch/eli/cc/1997/2187_2187_2187/de#art_45_c',
      },
      { title: 'EDÖB, Leitfaden zu Cookies (2025-10-06)', section: 'consent for profiling with high risk' },
    ],
    asOf,
    checked: true,
    note: 'Visitors must be told of it and that they may refuse. Profiling with high risk and sensitive data need consent: make such a purpose `sensitive`.',
  },
  {
    region: 'GB',
    name: 'United Kingdom',
    regime: 'opt-in',
    signals: [],
    words: [],
    sources: [
      {
        title: 'PECR 2003, as changed by the Data (Use and Access) Act 2025, s. 112',
        section: 'reg. 6 and Sch. A1',
        url: 'https://www.legislation.gov.uk/uksi/2003/2426/regulation/6',
      },
      { title: 'UK GDPR', section: 'Art. 4(11), 7' },
    ],
    asOf,
    checked: true,
    note: 'Since 2026-02-05 statistics and appearance are exempt under conditions; Sayso does not use the exemption.',
  },
  {
    region: 'IS',
    name: 'Iceland',
    regime: 'opt-in',
    signals: [],
    words: [],
    sources: [EPRIVACY, GDPR, { title: 'Act 70/2022 on electronic communications', section: 'cookies' }],
    asOf,
    checked: false,
    note: 'By the EEA agreement. The national section was not looked up.',
  },
  {
    region: 'LI',
    name: 'Liechtenstein',
    regime: 'opt-in',
    signals: [],
    words: [],
    sources: [EPRIVACY, GDPR, { title: 'Kommunikationsgesetz (KomG)', section: 'cookies' }],
    asOf,
    checked: false,
    note: 'By the EEA agreement. The national law may not yet say what the Directive says since 2009; the GDPR holds.',
  },
  {
    region: 'NO',
    name: 'Norway',
    regime: 'opt-in',
    signals: [],
    words: [],
    sources: [EPRIVACY, GDPR, { title: 'Ekomloven (2024)', section: '§ 3-15' }],
    asOf,
    checked: true,
    note: 'By the EEA agreement. Consent as in the GDPR since 2025-01-01.',
  },
];
