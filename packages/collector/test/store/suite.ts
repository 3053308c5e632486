import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/port.ts';
import { erasureSuite } from './erasure.ts';
import { holdingSuite } from './holding.ts';
import { retentionSuite } from './retention.ts';
import type { Place } from './samples.ts';
import { sitesSuite } from './sites.ts';
import { usableSuite } from './usable.ts';
import { writeSuite } from './write.ts';

/** What each test works with: `open` gives one more store on the same data; all are closed at the end. */
export interface Bench {
  open(now?: () => number): Promise<Store>;
}

/** What every kind of store must do. One suite runs against all of them. */
export function storeSuite(kind: string, makePlace: () => Promise<Place>): void {
  describe(`a ${kind} store`, () => {
    let place: Place;
    let stores: Store[] = [];
    const bench: Bench = {
      open: async (now) => {
        const store = await place.open(now);
        stores.push(store);
        return store;
      },
    };
    beforeEach(async () => {
      place = await makePlace();
    });
    afterEach(async () => {
      for (const store of stores) await store.close();
      stores = [];
      await place.remove();
    });
    sitesSuite(bench);
    writeSuite(bench);
    holdingSuite(bench);
    erasureSuite(bench);
    usableSuite(bench);
    retentionSuite(bench);
  });
}
