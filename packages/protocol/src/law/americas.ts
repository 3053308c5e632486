import type { Law } from './law.ts';

const asOf = '2026-11-21';

/** America without the United States. */
export const AMERICAS: readonly Law[] = [
  {
    region: 'BR',
    name: 'Brazil',
    regime: 'opt-in',
    signals: [],
    words: [],
    sources: [
      {
        title: 'Lei Geral de Proteção de Dados (LGPD), Lei 13.709/2018',
        section: 'art. 5 XII, 7, 8, 9',
        url: 'https://www.planalto.gov.br/ccivil_03/_ato2015-2018/2018/lei/l13709.htm',
      },
      { title: 'ANPD, Guia orientativo: cookies (2022)', section: 'refusing as prominent as accepting' },
    ],
    asOf,
    checked: true,
    note: 'The LGPD knows legitimate interest too; the ANPD wants consent for what is not necessary.',
  },
  {
    region: 'CA',
    name: 'Canada',
    regime: 'opt-out',
    signals: [],
    words: [],
    sources: [
      { title: 'PIPEDA', section: 'Schedule 1, 4.3', url: 'https://laws-lois.justice.gc.ca/eng/acts/P-8.6/' },
      {
        title: 'Privacy Commissioner, Guidelines on privacy and online behavioural advertising',
        section: 'opt-out consent under conditions',
        url: 'https://www.priv.gc.ca/en/privacy-topics/technology/online-privacy-tracking-cookies/tracking-and-ads/gl_ba_1112/',
      },
    ],
    asOf,
    checked: true,
    note: 'Told before or at collection, the opt-out easy, at once and lasting. Sensitive data needs express consent.',
  },
  {
    region: 'CA-QC',
    name: 'Quebec',
    regime: 'opt-in',
    signals: [],
    words: [],
    sources: [
      {
        title: 'Act respecting the protection of personal information in the private sector, P-39.1',
        section: 's. 8.1, 9.1, 12, 14',
        url: 'https://www.legisquebec.gouv.qc.ca/en/document/cs/p-39.1',
      },
    ],
    asOf,
    checked: true,
    note: 'What identifies, locates or profiles is off until it is switched on. The words must be there in French.',
  },
];
