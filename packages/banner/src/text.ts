/** The words of the first layer in one language. `{}` stands for the store's name. */
export interface Words {
  dir: 'ltr' | 'rtl';
  title: string;
  /** Where nothing is used before a yes. */
  ask: string;
  /** Where it is used unless the visitor objects. */
  tell: string;
  privacy: string;
  accept: string;
  reject: string;
  customise: string;
  ok: string;
  optOut: string;
  doNotSell: string;
  gpc: string;
  /** California's words (11 CCR 7025(c)(6)); in other languages their meaning. */
  status: string;
  saved: string;
  /** Name and half a sentence for the purposes that most stores have. */
  purposes: Record<string, readonly [name: string, description: string]>;
}

/** At most 60 words on the screen, plain, without guilt (standards S18, S39). */
export const WORDS: Record<string, Words> = {
  en: {
    dir: 'ltr',
    title: 'Your data, your say',
    ask: '{} would like to use data about your visit for these purposes, but not before you say yes. You can change your mind at any time.',
    tell: '{} uses data about your visit for these purposes, unless you opt out. You can change your mind at any time.',
    privacy: 'Privacy policy',
    accept: 'Accept all',
    reject: 'Reject all',
    customise: 'Customise',
    ok: 'OK',
    optOut: 'Opt out',
    doNotSell: 'Do not sell or share',
    gpc: 'GPC signal honoured',
    status: 'Opt-Out Request Honored',
    saved: 'Your choice is saved.',
    purposes: {
      preferences: ['Preferences', 'remember your settings'],
      analytics: ['Analytics', 'learn how the store is used'],
      marketing: ['Marketing', 'show offers that fit you'],
    },
  },
  de: {
    dir: 'ltr',
    title: 'Ihre Daten, Ihre Entscheidung',
    ask: '{} möchte Daten über Ihren Besuch für diese Zwecke nutzen und tut das erst, wenn Sie zustimmen. Sie können Ihre Entscheidung jederzeit ändern.',
    tell: '{} nutzt Daten über Ihren Besuch für diese Zwecke, solange Sie nicht widersprechen. Sie können Ihre Entscheidung jederzeit ändern.',
    privacy: 'Datenschutzerklärung',
    accept: 'Alle annehmen',
    reject: 'Alle ablehnen',
    customise: 'Auswählen',
    ok: 'OK',
    optOut: 'Widersprechen',
    doNotSell: 'Nicht verkaufen oder teilen',
    gpc: 'GPC-Signal beachtet',
    status: 'Widerspruch per Signal beachtet',
    saved: 'Ihre Auswahl ist gespeichert.',
    purposes: {
      preferences: ['Einstellungen', 'Ihre Einstellungen merken'],
      analytics: ['Analyse', 'verstehen, wie der Shop genutzt wird'],
      marketing: ['Marketing', 'passende Angebote zeigen'],
    },
  },
};
