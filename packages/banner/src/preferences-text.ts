/** The words of the second layer in one language. `{}` stands for what is said in the comment. */
export interface PreferencesWords {
  title: string;
  intro: string;
  close: string;
  save: string;
  withdraw: string;
  always: string;
  necessary: string;
  /** A day. */
  chosen: string;
  /** Names of purposes. */
  allowed: string;
  nothingAllowed: string;
  /** Why a purpose is off and can't be turned on. */
  signal: string;
  /** The same where the policy lets a visitor overrule the signal. */
  signalCanYield: string;
  confirmTitle: string;
  /** Names of purposes. */
  confirmNo: string;
  confirmSignal: string;
  confirm: string;
  back: string;
}

export const PREFERENCES_WORDS: Record<string, PreferencesWords> = {
  en: {
    title: 'Your privacy choices',
    intro: 'Decide for each purpose. The store works the same whatever you choose.',
    close: 'Close',
    save: 'Save choices',
    withdraw: 'Withdraw consent',
    always: 'Always on',
    necessary: 'Necessary',
    chosen: 'Your choice of {}.',
    allowed: 'Allowed: {}.',
    nothingAllowed: 'Nothing is allowed.',
    signal: 'Off: your browser sends an opt-out signal (GPC), and it is honoured.',
    signalCanYield:
      'Off: your browser’s opt-out signal (GPC) is honoured. You can make an exception for this store.',
    confirmTitle: 'Are you sure?',
    confirmNo: 'You said no to this before: {}. Allow it now?',
    confirmSignal:
      'Your browser’s opt-out signal (GPC) objects to this: {}. Allow it for this store all the same?',
    confirm: 'Yes, allow',
    back: 'Back',
  },
  de: {
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
  },
};
