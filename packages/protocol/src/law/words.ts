/** Words that a law gives literally. */
export type WordId =
  | 'do-not-sell'
  | 'limit-use'
  | 'your-privacy-choices'
  | 'opt-out-honoured'
  | 'sale-of-sensitive'
  | 'sale-of-biometric';

export interface LawWord {
  /** As the law has it, in its own language. */
  text: string;
  lang: string;
  /** When it must be shown. */
  when: string;
  /** The section that gives it. */
  section: string;
}

export const WORDS: Readonly<Record<WordId, LawWord>> = {
  'do-not-sell': {
    text: 'Do Not Sell or Share My Personal Information',
    lang: 'en',
    when: 'the title of a link, where personal information is sold or shared',
    section: 'Cal. Civ. Code 1798.135(a)(1); 11 CCR 7013',
  },
  'limit-use': {
    text: 'Limit the Use of My Sensitive Personal Information',
    lang: 'en',
    when: 'the title of a link, where sensitive information is used for more than the service asked for',
    section: 'Cal. Civ. Code 1798.135(a)(2); 11 CCR 7014',
  },
  'your-privacy-choices': {
    text: 'Your Privacy Choices',
    lang: 'en',
    when: 'the title of one link with the blue icon, instead of the two above',
    section: 'Cal. Civ. Code 1798.135(a)(3); 11 CCR 7015',
  },
  'opt-out-honoured': {
    text: 'Opt-Out Request Honored',
    lang: 'en',
    when: 'where an opt-out signal was processed (this wording, or a like one)',
    section: '11 CCR 7025(c)(6)',
  },
  'sale-of-sensitive': {
    text: 'NOTICE: We may sell your sensitive personal data.',
    lang: 'en',
    when: 'beside the privacy notice, where sensitive data is sold',
    section: 'Tex. Bus. & Com. Code 541.102(b)',
  },
  'sale-of-biometric': {
    text: 'NOTICE: We may sell your biometric personal data.',
    lang: 'en',
    when: 'beside the privacy notice, where biometric data is sold',
    section: 'Tex. Bus. & Com. Code 541.102(c)',
  },
};
