import type { PageWindow } from '../environment.ts';
import { follow, queue } from './follow.ts';
import type { ConnectionPort } from './port.ts';

/**
 * For all other tools: `dataLayer.push({event: 'sayso_consent', analytics: true, …})`, one key per purpose, as soon as the
 * choice is known and when it changes.
 */
export function connect(
  port: ConnectionPort,
  _options: true = true,
  window: PageWindow = globalThis.window,
): void {
  follow(
    port,
    window,
    ({ allowed }) => ({ ...allowed, event: 'sayso_consent' }),
    (said) => queue(window, 'dataLayer').push(said),
  );
}
