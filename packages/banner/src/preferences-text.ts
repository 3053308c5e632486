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
  /** Where a signal is honoured: how to change that. */
  signalHow: string;
  /** What California calls "Limit the Use of My Sensitive Personal Information". */
  limit: string;
  /** Folds open what is said of one purpose. */
  details: string;
  kept: string;
  /** How long something is kept, where the policy does not say. */
  noEnd: string;
  /** How long a cookie stays. */
  session: string;
  recipients: string;
  contact: string;
  country: string;
  /** What a recipient receives. */
  items: string;
  /** By what law the data may leave the region. */
  basis: string;
  cookies: string;
  storage: string;
  /** What a no to this one purpose means. */
  refusal: string;
  changes: string;
  changeNew: string;
  /** Names. */
  changeRecipients: string;
  /** A time. */
  changeKept: string;
  changeText: string;
  /** Where no purpose differs. */
  changeNone: string;
  /** A number. */
  version: string;
  centre: string;
  receipts: string;
  download: string;
  downloaded: string;
  check: string;
  /** A day and time. */
  checkRight: string;
  checkWrong: string;
  checkUnable: string;
  /** Where a receipt is in the public log: the log's name, its place and how many there are. */
  logIn: string;
  /** A day and time. */
  logSoon: string;
  logLate: string;
  logWrong: string;
  logUnknown: string;
  /** How a choice was made, where no button was. */
  byDefault: string;
  byMinor: string;
  byPage: string;
  /** Of a receipt: it came late and changed nothing. */
  noEffect: string;
  myData: string;
  export: string;
  erase: string;
  eraseAsk: string;
  eraseYes: string;
  erased: string;
  /** What is kept after an erasure; the first and the third until a day. */
  keptHash: string;
  keptLog: string;
  keptReceipts: string;
  /** A day. */
  keptBackups: string;
  withdrawn: string;
  /** No identifier, so no data to ask about. */
  nobody: string;
  failed: string;
  versions: string;
  /** A day from which another version is in effect. */
  coming: string;
}
