import { parsePolicy } from '@sayso/protocol';
import type { ScriptAnswer } from '../src/script.ts';
import type { PublishedPolicy } from '../src/store/port.ts';

export const BUNDLES = {
  script: '(()=>{window.config=__SAYSO_CONFIG__})();',
  assets: { capture: 'export const y = 1;', preferences: 'export const x = 1;' },
};
export const NASTY = '</script><!-- $& $1 $$ $` \u2028 \u2029 é';

export function policy(version = 1, title = 'Hello'): PublishedPolicy {
  const given = {
    controller: { name: 'Demo', contact: 'privacy@demo.example', privacyPolicyUrl: '/privacy' },
    purposes: [{ id: 'analytics', events: ['click'] }],
    regimes: { default: 'opt-in' },
    promises: [{ id: 'secret-plan', text: { en: 'A' }, check: { kind: 'statement' } }],
  };
  const parsed = parsePolicy(given);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  const document = { ...parsed.policy, texts: { en: { title } } };
  const at = '2026-11-21T12:00:00.000Z';
  return {
    version,
    hash: `h${version}`,
    given,
    document,
    materialSince: 1,
    publishedAt: at,
    effectiveAt: at,
  };
}

export const textOf = ({ body }: ScriptAnswer): string => new TextDecoder().decode(body ?? new Uint8Array());
export const run = (text: string): Record<string, unknown> => {
  const window: { config?: Record<string, unknown> } = {};
  new Function('window', text)(window);
  return window.config ?? {};
};
