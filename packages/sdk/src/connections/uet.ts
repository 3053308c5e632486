import type { PageWindow } from '../environment.ts';
import { follow, queue } from './follow.ts';
import { ADVERTISING, type ConnectionPort, fieldsOf, type Settings } from './port.ts';

const USUAL = { ad_storage: ADVERTISING };

/** Microsoft Advertising UET consent mode (help.ads.microsoft.com, "UET consent mode"): one signal, `ad_storage`. */
export function connect(
  port: ConnectionPort,
  options: true | Settings<'uet'> = {},
  window: PageWindow = globalThis.window,
): void {
  const { purposes } = options as Settings<'uet'>;
  const push = (command: 'default' | 'update', granted: boolean): void => {
    // Looked up each time: the tag puts an object of its own in the queue's place when it has come.
    queue(window, 'uetq').push('consent', command, { ad_storage: granted ? 'granted' : 'denied' });
  };
  // The page may have pushed one itself, and once the tag is there it comes too late.
  const { items } = queue(window, 'uetq');
  if (Array.isArray((window as { uetq?: unknown }).uetq) && !items.includes('default'))
    push('default', false);
  follow(
    port,
    window,
    ({ allowed }) => fieldsOf(USUAL, purposes, allowed).every(([, yes]) => yes),
    (granted) => push('update', granted),
  );
}
