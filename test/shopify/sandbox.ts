import type { PixelApi, PixelPrivacy, PixelSettings } from '@sayso/sdk/shopify-pixel';
import { DATA, type Heard } from './events.ts';

export const SHOP = 'https://shop.example';
export const ALL: PixelPrivacy = {
  analyticsProcessingAllowed: true,
  marketingAllowed: true,
  preferencesProcessingAllowed: true,
  saleOfDataAllowed: true,
};

interface Setting {
  settings?: PixelSettings;
  privacy?: PixelPrivacy;
  href?: string;
}

interface Told extends Record<string, unknown> {
  id: string;
  name: Heard;
}

const refuse = (what: string) => async (): Promise<never> => {
  throw new Error(`${what}: the pixel has no leave for this`);
};

/**
 * A stand-in of the sandbox, by its documentation: all of the top frame comes as promises, there is no page, events arrive
 * later than they are published, and all that happened on this page is told again after consent.
 */
export function openSandbox({
  settings,
  privacy = ALL,
  href = `${SHOP}/products/cup?utm_source=mail&email=jane@doe.example#x`,
}: Setting = {}) {
  const cookies = new Map<string, string>();
  const heard = new Map<string, ((event: unknown) => void)[]>();
  const consented: ((event: { customerPrivacy?: PixelPrivacy }) => void)[] = [];
  const published: Told[] = [];
  const asked: string[] = [];
  let denied = false;
  let count = 0;

  const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
  const deliver = async (event: Told): Promise<void> => {
    await later();
    for (const hear of heard.get(event.name) ?? []) hear(structuredClone(event));
  };
  const storage = {
    getItem: refuse('getItem'),
    setItem: refuse('setItem'),
    removeItem: refuse('removeItem'),
  };
  const api = {
    analytics: {
      async subscribe(name: string, hear: (event: unknown) => void) {
        heard.set(name, [...(heard.get(name) ?? []), hear]);
      },
    },
    browser: {
      cookie: {
        async get(name: string) {
          await later();
          asked.push(name);
          if (denied) throw new DOMException('The operation is insecure.', 'SecurityError');
          return cookies.get(name) ?? '';
        },
        set: refuse('cookie.set'),
      },
      localStorage: storage,
      sessionStorage: storage,
      sendBeacon: refuse('sendBeacon'),
    },
    customerPrivacy: {
      async subscribe(
        _: 'visitorConsentCollected',
        hear: (event: { customerPrivacy?: PixelPrivacy }) => void,
      ) {
        consented.push(hear);
      },
    },
    init: {
      customerPrivacy: { ...privacy },
      context: { document: { location: { href } } },
      data: { customer: { id: '84372', email: 'jane@doe.example', phone: '+4915112345678' } },
    },
    settings: { site: 'shop', collector: 'https://collector.example', ...settings },
  };

  return {
    api: api satisfies PixelApi as PixelApi,
    cookies,
    /** The cookies that were asked for. */
    asked,
    /** From now on nothing of the top frame may be read. */
    deny(): void {
      denied = true;
    },
    /** Something happens in the store. */
    async publish(name: Heard, over: Record<string, unknown> = {}): Promise<string> {
      const event: Told = {
        id: `sh-${name}-${++count}`,
        clientId: 'a1b2c3d4-shopify-client',
        name,
        type: 'standard',
        timestamp: new Date().toISOString(),
        context: {
          document: {
            location: { href },
            referrer: 'https://search.example/?q=jane@doe.example',
            title: 'Cup for jane@doe.example',
            characterSet: 'UTF-8',
          },
          navigator: { userAgent: 'Mozilla/5.0', language: 'de' },
        },
        data: DATA[name],
        ...over,
      };
      published.push(event);
      await deliver(event);
      return event.id;
    },
    /** The visitor says something to Shopify; what may be told is told again, as it is after a yes. */
    async consent(now: PixelPrivacy, replay = true): Promise<void> {
      await later();
      for (const hear of consented) hear({ customerPrivacy: { ...now } });
      if (replay) for (const event of published) await deliver(event);
    },
  };
}

export type Sandbox = ReturnType<typeof openSandbox>;
