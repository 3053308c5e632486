import type { PreferencesWords } from './preferences-text.ts';

/**
 * The words of the first layer in one language: at most 60 on the screen, plain, without guilt (standards S18,
 * S39). `{}` stands for the store's name.
 */
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
  /** California's words (11 CCR 7025(c)(6)); in other languages their meaning. */
  status: string;
  saved: string;
  /** The title where the policy has changed since the visitor chose. */
  changed?: string;
  /** Heading of the purposes that are asked for apart. */
  separate?: string;
  /** Name and half a sentence for the purposes that most stores have. */
  purposes: Record<string, readonly [name: string, description: string]>;
}

/** All words in one language: what a file of `texts` exports. */
export interface Text {
  /** BCP 47. */
  locale: string;
  words: Words;
  preferences: PreferencesWords;
}
