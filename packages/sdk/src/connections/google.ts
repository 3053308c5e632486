import type { PageWindow } from '../environment.ts';
import { follow, queue } from './follow.ts';
import { ADVERTISING, type ConnectionPort, fieldsOf, type Settings } from './port.ts';
import { safely } from './safely.ts';

/** The signals of Google Consent Mode v2 that follow a purpose; `security_storage` is always granted. */
const USUAL = {
  ad_storage: ADVERTISING,
  ad_user_data: ADVERTISING,
  ad_personalization: ADVERTISING,
  analytics_storage: ['analytics'],
  functionality_storage: ['preferences'],
  personalization_storage: ['preferences'],
};

/**
 * Google Consent Mode v2 (developers.google.com/tag-platform/security/guides/consent): the default at once, unless the page
 * has pushed one, and an update of all seven signals as soon as the choice is known and when it changes.
 */
export function connect(
  port: ConnectionPort,
  options: true | Settings<'google'> = {},
  window: PageWindow = globalThis.window,
): void {
  const { purposes, waitForUpdate, regions, urlPassthrough, adsDataRedaction } =
    options as Settings<'google'>;
  const layer = queue(window, 'dataLayer');
  // Google's tags take a command by its being an `arguments` object: an array is not one.
  const gtag: (...command: unknown[]) => void = function () {
    // biome-ignore lint/complexity/noArguments: it is what has to be pushed
    layer.push(arguments);
  };
  const signals = (allowed: Record<string, boolean>) => ({
    ...Object.fromEntries(
      fieldsOf(USUAL, purposes, allowed).map(([signal, yes]) => [signal, yes ? 'granted' : 'denied']),
    ),
    security_storage: 'granted',
  });
  // docs/connections.md tells a page to push one before its tags.
  const isDefault = (item: unknown): boolean => {
    const [command, what] = Object.values(Object(item));
    return command === 'consent' && what === 'default';
  };
  if (!safely(() => layer.items.some(isDefault))) {
    gtag('consent', 'default', {
      ...signals({}),
      wait_for_update: waitForUpdate ?? 500,
      ...(regions && { region: regions }),
    });
  }
  gtag('set', 'ads_data_redaction', adsDataRedaction ?? true);
  gtag('set', 'url_passthrough', urlPassthrough ?? false);
  follow(
    port,
    window,
    ({ allowed }) => signals(allowed),
    (said) => gtag('consent', 'update', said),
  );
}
