import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'de';

export const words: Words = {
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
};

export const preferences: PreferencesWords = {
  title: 'Ihre Datenschutz-Auswahl',
  intro: 'Entscheiden Sie für jeden Zweck. Der Shop funktioniert gleich, was immer Sie wählen.',
  close: 'Schließen',
  save: 'Auswahl speichern',
  withdraw: 'Einwilligung widerrufen',
  always: 'Immer an',
  necessary: 'Notwendig',
  chosen: 'Ihre Auswahl vom {}.',
  allowed: 'Erlaubt: {}.',
  nothingAllowed: 'Nichts ist erlaubt.',
  signal: 'Aus: Ihr Browser sendet ein Widerspruchssignal (GPC), und es wird beachtet.',
  signalCanYield:
    'Aus: Das Widerspruchssignal (GPC) Ihres Browsers wird beachtet. Für diesen Shop können Sie eine Ausnahme machen.',
  confirmTitle: 'Sind Sie sicher?',
  confirmNo: 'Das haben Sie bisher abgelehnt: {}. Jetzt erlauben?',
  confirmSignal:
    'Das Widerspruchssignal (GPC) Ihres Browsers wendet sich gegen: {}. Für diesen Shop trotzdem erlauben?',
  confirm: 'Ja, erlauben',
  back: 'Zurück',
};
