import type { PageWindow } from '../environment.ts';
import { callable, follow } from './follow.ts';
import { ADVERTISING, type ConnectionPort, fieldsOf, type Settings } from './port.ts';

const USUAL = { ad_Storage: ADVERTISING, analytics_Storage: ['analytics'] };

/** Microsoft Clarity, consent API v2 (learn.microsoft.com/clarity/setup-and-installation/clarity-consent-api-v2). */
export function connect(
  port: ConnectionPort,
  options: true | Settings<'clarity'> = {},
  window: PageWindow = globalThis.window,
): void {
  const { purposes } = options as Settings<'clarity'>;
  follow(
    port,
    window,
    ({ allowed }) =>
      Object.fromEntries(
        fieldsOf(USUAL, purposes, allowed).map(([field, yes]) => [field, yes ? 'granted' : 'denied']),
      ),
    (said) => {
      const clarity = callable(window, 'clarity');
      clarity?.('consentv2', said);
      return !!clarity;
    },
  );
}
