import type { Law } from './law.ts';

export const AFRICA: readonly Law[] = [
  {
    region: 'ZA',
    name: 'South Africa',
    regime: 'opt-out',
    signals: [],
    words: [],
    sources: [
      {
        title: 'Protection of Personal Information Act 4 of 2013 (POPIA)',
        section: 's. 11, 18, 69',
        url: 'https://popia.co.za/section-11-consent-justification-and-objection/',
      },
    ],
    asOf: '2026-11-21',
    checked: true,
    note: 'No rule for cookies of its own: a notice, and the right to object. Direct marketing by electronic messages needs consent.',
  },
];
