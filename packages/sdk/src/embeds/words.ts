/** The words of a placeholder. `{host}` is where the content comes from, `{purpose}` what it waits for. */
export interface EmbedWords {
  waits: string;
  once: string;
  choices: string;
}

export const EMBED_WORDS: Record<string, EmbedWords> = {
  en: {
    waits: 'Content from {host} is loaded once you allow: {purpose}.',
    once: 'Load only this',
    choices: 'Privacy choices',
  },
  de: {
    waits: 'Der Inhalt von {host} wird geladen, sobald Sie dies erlauben: {purpose}.',
    once: 'Nur dies laden',
    choices: 'Datenschutz-Auswahl',
  },
};

/** The first wanted language that there are words in (`de-AT` takes `de`), else English. */
export function wordsFor(
  wanted: readonly (string | null | undefined)[],
): [locale: string, words: EmbedWords] {
  for (const tag of wanted) {
    const found = Object.entries(EMBED_WORDS).find(([locale]) =>
      RegExp(`^${locale}\\b`, 'i').test(tag ?? ''),
    );
    if (found) return found;
  }
  return ['en', EMBED_WORDS.en as EmbedWords];
}
