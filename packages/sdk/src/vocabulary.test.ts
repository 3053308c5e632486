import { EVENTS } from '@sayso/protocol';
import type { Events, Sayso } from '@sayso/sdk';
import { expect, expectTypeOf, test } from 'vitest';

// As a store's own code adds its names; checked by the compiler (`npm run check`), and nothing of it runs.
declare module '@sayso/sdk' {
  interface Events {
    configure: { colour: string; engraved?: boolean };
  }
}

export function compiled(sayso: Sayso): void {
  sayso.track('add_to_cart', { items: [{ item_id: 'lamp', price: 49, quantity: 1 }], currency: 'EUR' });
  sayso.track('search', { search_term: 'lamp' });
  sayso.track('page_view');
  sayso.track('page_view', { utm_source: 'letter' });
  sayso.page();
  sayso.track('configure', { colour: 'red' });

  // @ts-expect-error a name that is in no vocabulary
  sayso.track('add_to_basket', { items: [] });
  // @ts-expect-error what the event requires is left out
  sayso.track('add_to_cart');
  // @ts-expect-error what the event requires is left out
  sayso.track('purchase', { transaction_id: '7', items: [] });
  // @ts-expect-error an item has an id
  sayso.track('view_item', { items: [{ price: 49 }] });
  // @ts-expect-error an amount is a number
  sayso.track('view_cart', { items: [], value: '49', currency: 'EUR' });
  // @ts-expect-error a property that the event does not know
  sayso.track('search', { search_term: 'lamp', colour: 'red' });
  // @ts-expect-error a site's own event has the properties that the site says
  sayso.track('configure', { colour: 7 });
}

test('track knows every event of the vocabulary, its own ones beside them, and no other', () => {
  type Own = 'configure';
  type Names = Exclude<keyof Events, Own>;
  // Each name once more, so that one that is added or goes is seen here.
  const names: Record<Names, true> = {
    ...{ page_view: true, click: true, search: true, form_submit: true, scroll: true, engagement: true },
    ...{ web_vital: true, error: true, view_item_list: true, select_item: true, view_item: true },
    ...{ add_to_cart: true, remove_from_cart: true, view_cart: true, add_to_wishlist: true },
    ...{ view_promotion: true, select_promotion: true, begin_checkout: true, add_contact_info: true },
    ...{ add_address_info: true, add_shipping_info: true, add_payment_info: true, purchase: true },
    ...{ refund: true, view_recommendation: true, select_recommendation: true, identify: true },
  };
  expect(Object.keys(names).sort()).toEqual(Object.keys(EVENTS).sort());
  expectTypeOf<Events['search']['search_term']>().toEqualTypeOf<string>();
  expectTypeOf<Events['search']['results']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Events['configure']['engraved']>().toEqualTypeOf<boolean | undefined>();
});
