import { cleanReferrer, cleanUrl, LIMITS, type Page } from '@sayso/protocol';
import { isPrivate } from '../capture/path.ts';
import { dig, textOf } from './read.ts';

/** Pages of Shopify's own, which no theme and so no script of the store is on. */
const CHECKOUT = /\/(checkouts?|orders|cart\/c)(\/|$)/;

/** A checkout's own secret is in its path, and so is a shared cart's. */
const TOKEN = /(\/checkouts\/(?:\w{1,2}\/)?|\/orders\/|\/cart\/c\/)[^/?]+/;

const masked = (address: string): string => address.replace(TOKEN, '$1:id');

/** Where an event happened, without what may name a person; undefined if that is unknown. */
export function pageOf(context: unknown): Page | undefined {
  const href = dig(context, 'document.location.href');
  const cleaned = typeof href === 'string' ? cleanUrl(href) : null;
  if (!cleaned) return undefined;
  const whole = masked(cleaned);
  const url = whole.length > LIMITS.string ? (whole.split('?')[0] ?? '') : whole;
  if (url.length > LIMITS.string) return undefined;
  const page: Page = { url, path: new URL(url).pathname };
  const referrer = cleanReferrer(dig(context, 'document.referrer'), url);
  if (referrer && referrer.length <= LIMITS.string) page.referrer = masked(referrer);
  const title = textOf(dig(context, 'document.title'), 200);
  if (title && !isPrivate(url) && !isCheckout(page)) page.title = title;
  return page;
}

export const isCheckout = (page: Page | undefined): boolean => CHECKOUT.test(page?.path ?? '');
