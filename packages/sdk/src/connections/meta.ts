import type { PageWindow } from '../environment.ts';
import { callable, follow } from './follow.ts';
import { ADVERTISING, type ConnectionPort, fieldsOf, type Settings } from './port.ts';

const USUAL = { consent: ADVERTISING };

/**
 * Meta Pixel (developers.facebook.com/docs/meta-pixel/implementation/gdpr and …/data-processing-options): revoked or granted;
 * where the law starts from "allowed", a no also asks for Limited Data Use, in the place that Meta finds.
 */
export function connect(
  port: ConnectionPort,
  options: true | Settings<'meta'> = {},
  window: PageWindow = globalThis.window,
): void {
  const { purposes } = options as Settings<'meta'>;
  follow(
    port,
    window,
    ({ allowed, regime }) => ({
      granted: fieldsOf(USUAL, purposes, allowed).every(([, yes]) => yes),
      limits: regime !== 'opt-in',
    }),
    ({ granted, limits }) => {
      const fbq = callable(window, 'fbq');
      // Before the consent, which lets go what was held back.
      if (limits && granted) fbq?.('dataProcessingOptions', []);
      else if (limits) fbq?.('dataProcessingOptions', ['LDU'], 0, 0);
      fbq?.('consent', granted ? 'grant' : 'revoke');
      return !!fbq;
    },
  );
}
