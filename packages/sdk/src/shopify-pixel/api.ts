/** What Shopify lets happen with a visitor's data (shopify.dev/docs/api/web-pixels-api/pixel-privacy). */
export interface PixelPrivacy {
  analyticsProcessingAllowed?: boolean;
  marketingAllowed?: boolean;
  preferencesProcessingAllowed?: boolean;
  saleOfDataAllowed?: boolean;
}

/**
 * What Shopify hands to a web pixel in its sandbox, as far as it is used here
 * (shopify.dev/docs/api/web-pixels-api/standard-api). There is no page to look at, and all else comes as promises.
 */
export interface PixelApi {
  analytics: { subscribe(name: string, heard: (event: unknown) => void): unknown };
  browser: { cookie: { get(name: string): Promise<string> } };
  init: {
    customerPrivacy?: PixelPrivacy;
    context?: { document?: { location?: { href?: string } } };
  };
  customerPrivacy?: {
    subscribe(
      name: 'visitorConsentCollected',
      heard: (event: { customerPrivacy?: PixelPrivacy }) => void,
    ): unknown;
  };
  settings?: PixelSettings;
}

/** The fields of `shopify.extension.toml`: texts, as `webPixelCreate` sets them. */
export interface PixelSettings {
  /** The site's public id. */
  site?: string;
  /** The collector's address. */
  collector?: string;
  /** `theme`: what happens in the storefront is captured by the theme, and only checkout here. Everything is, if left out. */
  storefront?: string;
  /** `send`: where the law asks for no choice, capture without one. Only what was chosen, if left out. */
  withoutChoice?: string;
}
