import type { PageWindow } from '../environment.ts';
import { openBothWays } from './both-ways.ts';
import type { ConnectionPort, Settings } from './port.ts';
import { safely } from './safely.ts';
import { FIELDS } from './shopify-fields.ts';

type Method = (typeof FIELDS)[number][1];

/** `window.Shopify.customerPrivacy` (shopify.dev/docs/api/customer-privacy). */
type Privacy = { [M in Method]?: () => unknown } & {
  currentVisitorConsent?(): Record<string, unknown>;
  setTrackingConsent?(consent: Record<string, boolean>, done: () => void): void;
};
interface Shopify {
  customerPrivacy?: Privacy;
  loadFeatures?(features: { name: string; version: string }[], done: (error?: unknown) => void): void;
}

/**
 * Shopify's Customer Privacy API, both ways. Its `…Allowed()` are true without any choice in some regions: they narrow what
 * Sayso allows, and are never taken for a yes.
 */
export function connect(
  port: ConnectionPort,
  options: true | Settings<'shopify'> = {},
  window: PageWindow = globalThis.window,
): void {
  const { purposes } = options as Settings<'shopify'>;
  const page = window as { Shopify?: Shopify };
  let opened = false;

  const open = (): void => {
    const privacy = page.Shopify?.customerPrivacy;
    if (opened || !privacy?.setTrackingConsent) return;
    opened = true;
    const said = (field: string): unknown => privacy.currentVisitorConsent?.()[field];
    const tell = openBothWays(port, window, {
      fields: FIELDS.map(([field, , usual]) => [field, purposes?.[field] ?? usual] as const),
      refused: (field) => said(field) === 'no',
      denies: (field) => FIELDS.some(([name, method]) => name === field && privacy[method]?.() === false),
      write(wanted, chosen, changed) {
        // Without a choice there is nothing to record: Shopify goes by its own settings.
        if (chosen && Object.keys(wanted).some((field) => said(field) !== (wanted[field] ? 'yes' : 'no'))) {
          privacy.setTrackingConsent?.(wanted, changed);
        }
      },
    });
    window.document.addEventListener('visitorConsentCollected', tell);
  };

  safely(() => {
    const feature = { name: 'consent-tracking-api', version: '0.1' };
    if (page.Shopify?.customerPrivacy) open();
    else page.Shopify?.loadFeatures?.([feature], (error) => error || safely(open));
  });
}
