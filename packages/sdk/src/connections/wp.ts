import type { PageWindow } from '../environment.ts';
import { openBothWays } from './both-ways.ts';
import { callable } from './follow.ts';
import { ADVERTISING, type ConnectionPort, type Settings } from './port.ts';
import { safely } from './safely.ts';

/** Categories of the tool; `functional` needs no consent. */
const USUAL = {
  preferences: ['preferences'],
  'statistics-anonymous': ['analytics'],
  statistics: ['analytics'],
  marketing: ADVERTISING,
} as const;

type Field = keyof typeof USUAL;

/** The WP Consent API (github.com/WordPress/wp-consent-level-api), both ways: its `deny` narrows what Sayso allows. */
export function connect(
  port: ConnectionPort,
  options: true | Settings<'wp'> = {},
  window: PageWindow = globalThis.window,
): void {
  const { purposes } = options as Settings<'wp'>;
  const { document, CustomEvent } = window;
  const page = window as { wp_consent_type?: string; consent_api?: { cookie_prefix?: string } };
  let opened = false;

  /** The word that is stored; the API itself says no where nobody has said anything, too. */
  const refused = (field: string): boolean =>
    document.cookie.split('; ').includes(`${page.consent_api?.cookie_prefix ?? 'wp_consent'}_${field}=deny`);

  const open = (): void => {
    const set = callable(window, 'wp_set_consent');
    if (opened || !set) return;
    opened = true;
    const name = (): void => {
      const { regime, policyVersion } = port.get();
      const type = regime === 'opt-in' ? 'optin' : 'optout';
      if (!policyVersion || page.wp_consent_type === type) return;
      page.wp_consent_type = type;
      document.dispatchEvent(new CustomEvent('wp_consent_type_defined'));
    };
    port.subscribe(name);
    name();
    const changed = openBothWays(port, window, {
      fields: (Object.keys(USUAL) as Field[]).map(
        (field) => [field, purposes?.[field] ?? USUAL[field]] as const,
      ),
      refused,
      denies: refused,
      write(wanted, chosen) {
        const has = callable(window, 'wp_has_consent');
        if (chosen) set('functional', 'allow');
        for (const [field, yes] of Object.entries(wanted)) {
          // What is only the law's default is for the tool's own default to say.
          if (chosen || (!yes && has?.(field))) set(field, yes ? 'allow' : 'deny');
        }
      },
    });
    document.addEventListener('wp_listen_for_consent_change', changed);
  };

  safely(open);
  // The tool's script may come later.
  window.addEventListener('load', () => safely(open));
}
