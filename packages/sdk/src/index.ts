import { checked, type SaysoOptions } from './config.ts';
import { compose, type Sayso } from './sayso.ts';

export type { SaysoOptions } from './config.ts';
export type { Sayso } from './sayso.ts';
export type { Events, Item, Track } from './vocabulary.ts';

/** Begins at once, or when the page is first seen. What captures is loaded when the visitor allows it. */
export const createSayso = (options: SaysoOptions): Sayso =>
  compose(
    checked(options, self),
    () => import('./capture.ts'),
    // A worker is no page, and nobody ever sees it: there nothing begins, and every event is refused.
    self.window ?? { document: new EventTarget(), location, navigator, CustomEvent },
  );
