import { isTagOf } from './locale.ts';
import type { PreferencesWords } from './preferences-text.ts';
import type { Text, Words } from './text.ts';

/** A language that is there at once. */
export interface Language {
  /** BCP 47. */
  locale: string;
  /** The beginnings of the tags that it answers to, with `|` between them, if not its own name. */
  tags?: string;
  words: Words;
  /** The second layer's words. Without them they are loaded when that is opened. */
  preferences?: PreferencesWords;
}

/** So long the banner waits for a language's file, in milliseconds: then it speaks one that is there. */
const MOMENT = 1000;

/**
 * The first wanted language that is to be had: of those that are `here`, the more particular first, or by `load`,
 * which gives nothing where there is none. Else the last one here.
 */
export async function chooseLanguage(
  wanted: readonly (string | undefined)[],
  here: readonly Language[],
  load: (tag: string) => Promise<Partial<Text>>,
): Promise<Language> {
  let late: Promise<undefined> | undefined;
  for (const tag of wanted) {
    if (!tag) continue;
    const found = here.find(({ locale, tags }) => isTagOf(tag, tags ?? locale));
    if (found) return found;
    late ??= new Promise((done) => setTimeout(done, MOMENT));
    const text = await Promise.race([load(tag).catch(() => null), late]);
    if (text?.words) return text as Text;
    if (text === undefined) break;
  }
  return here.at(-1) as Language;
}
