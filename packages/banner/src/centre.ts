import { myData } from './centre-data.ts';
import type { Part } from './centre-part.ts';
import { receipts } from './centre-receipts.ts';
import { versions } from './centre-versions.ts';
import { make } from './dom.ts';
import { fold } from './preferences-fold.ts';

/** The privacy centre: what the visitor can see, check, take along and end. Nothing is requested before a fold is opened. */
export const centre = (part: Part): HTMLElement =>
  make(
    'div',
    { 'data-part': 'centre' },
    make('h3', {}, part.own.centre),
    fold(part.own.receipts, (into) => receipts(part, into)),
    fold(part.own.myData, (into) => myData(part, into)),
    fold(part.own.versions, (into) => versions(part, into)),
  );
