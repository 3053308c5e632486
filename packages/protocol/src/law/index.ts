export type { ComingLaw, Law, LawSignal, LawSource, LawWait } from './law.ts';
export { LAW_AS_OF, LAWS, lawOf } from './table.ts';
export { type LawWord, WORDS, type WordId } from './words.ts';
