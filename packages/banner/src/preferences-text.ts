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
