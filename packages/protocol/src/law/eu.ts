import type { Law, LawSource } from './law.ts';

const asOf = '2026-11-21';

export const EPRIVACY: LawSource = {
  title: 'ePrivacy Directive 2002/58/EC',
  section: 'Art. 5(3)',
  url: 'https://eur-lex.europa.eu/eli/dir/2002/58/oj',
};
export const GDPR: LawSource = {
  title: 'GDPR, Regulation (EU) 2016/679',
  section: 'Art. 4(11), 6(1)(a), 7',
  url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
};

/** Opt-in by the Directive; `title` and `section` say where the country has put it. */
const member = (
  region: string,
  name: string,
  title: string,
  section: string,
  url?: string,
  more: Partial<Law> = {},
): Law => ({
  region,
  name,
  regime: 'opt-in',
  signals: [],
  words: [],
  sources: [EPRIVACY, GDPR, { title, section, ...(url ? { url } : {}) }],
  asOf,
  checked: true,
  ...more,
});

/** The 27 members of the European Union. */
export const EU: readonly Law[] = [
  member('AT', 'Austria', 'Telekommunikationsgesetz 2021', '§ 165(3)'),
  member('BE', 'Belgium', 'Loi du 30 juillet 2018 (traitements de données)', 'art. 10/2'),
  member('BG', 'Bulgaria', 'Electronic Commerce Act', 'Art. 4a', undefined, {
    note: 'The national text reads like an opt-out; the Directive and the GDPR ask for consent.',
  }),
  member('CY', 'Cyprus', 'Law 112(I)/2004', 'Art. 99(5)'),
  member('CZ', 'Czechia', 'Act 127/2005 on electronic communications', '§ 89(3)', undefined, {
    note: 'Opt-in since 2022-01-01.',
  }),
  member(
    'DE',
    'Germany',
    'Telekommunikation-Digitale-Dienste-Datenschutz-Gesetz (TDDDG)',
    '§ 25',
    'https://www.gesetze-im-internet.de/ttdsg/__25.html',
  ),
  member(
    'DK',
    'Denmark',
    'Cookiebekendtgørelsen, BEK 1148 of 2011-12-09',
    '§ 3',
    'https://www.retsinformation.dk/eli/lta/2011/1148',
  ),
  member('EE', 'Estonia', 'Electronic Communications Act', 'no express rule known', undefined, {
    checked: false,
    note: 'The Directive was not put into a rule of its own; the GDPR holds.',
  }),
  member(
    'ES',
    'Spain',
    'Ley 34/2002 (LSSI)',
    'art. 22.2',
    'https://www.boe.es/buscar/act.php?id=BOE-A-2002-13758',
  ),
  member('FI', 'Finland', 'Laki sähköisen viestinnän palveluista 917/2014', '§ 205'),
  member(
    'FR',
    'France',
    'Loi Informatique et Libertés; CNIL, délibérations 2020-091 et 2020-092',
    'art. 82',
    'https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460',
    {
      note: 'The CNIL recommends to remember a refusal as long as a yes, and six months for both: a recommendation, so no days here.',
    },
  ),
  member('GR', 'Greece', 'Law 3471/2006', 'Art. 4(5)'),
  member('HR', 'Croatia', 'Zakon o elektroničkim komunikacijama (NN 76/2022)', 'čl. 43(4)'),
  member('HU', 'Hungary', 'Act C of 2003 on electronic communications', '§ 155(4)'),
  member(
    'IE',
    'Ireland',
    'S.I. 336/2011 (ePrivacy Regulations)',
    'reg. 5',
    'https://www.irishstatutebook.ie/eli/2011/si/336/made/en',
  ),
  member(
    'IT',
    'Italy',
    'Codice privacy, art. 122; Garante, Linee guida cookie of 2021-06-10',
    'doc. web 9677876',
    'https://www.garanteprivacy.it/home/docweb/-/docweb-display/docweb/9677876',
    {
      wait: { days: 180, after: 'refusal' },
      note: 'Who did not agree is asked again after six months at the earliest, unless the processing changes much.',
    },
  ),
  member('LT', 'Lithuania', 'Law on Electronic Communications', 'Art. 73(4)'),
  member('LU', 'Luxembourg', 'Loi du 30 mai 2005', 'art. 4(3)(e)'),
  member('LV', 'Latvia', 'Law on Information Society Services', '§ 7.1'),
  member('MT', 'Malta', 'S.L. 586.01', 'reg. 5'),
  member('NL', 'Netherlands', 'Telecommunicatiewet', 'art. 11.7a', 'https://wetten.overheid.nl/BWBR0009950'),
  member('PL', 'Poland', 'Prawo komunikacji elektronicznej (2024)', 'art. 399'),
  member('PT', 'Portugal', 'Lei 41/2004', 'art. 5'),
  member('RO', 'Romania', 'Legea 506/2004', 'art. 4(5)'),
  member('SE', 'Sweden', 'Lag (2022:482) om elektronisk kommunikation', '9 kap. 28 §'),
  member('SI', 'Slovenia', 'ZEKom-2', '225. člen'),
  member('SK', 'Slovakia', 'Act 452/2021 on electronic communications', '§ 109(8)'),
];
