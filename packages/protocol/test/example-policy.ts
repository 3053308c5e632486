import { parsePolicy } from '../src/parse-policy.ts';

/** Contract section 4, its dots made real. */
export const example = () => ({
  controller: { name: 'Demo Store', contact: 'privacy@demo.example', privacyPolicyUrl: '/privacy' },
  purposes: [
    { id: 'necessary', always: true },
    {
      id: 'analytics',
      events: ['page_view', 'click', 'view_item', 'search', 'add_to_cart', 'purchase'],
      retentionDays: 90,
    },
    {
      id: 'marketing',
      events: ['identify'],
      gpc: true,
      retentionDays: 180,
      cookies: ['_fbp'],
      recipients: [
        {
          name: 'Meta',
          country: 'US',
          items: ['hashed e-mail'],
          transferBasis: 'SCC',
          policyUrl: 'https://meta.example/privacy',
        },
      ],
    },
    { id: 'health', sensitive: true, events: [] },
  ],
  regimes: { default: 'opt-in', US: 'opt-out', JP: 'notice' },
  region: { trustPage: false },
  ask: { grantedDays: 180, refusedDays: 180 },
  signals: { gpc: true, dnt: false, gpcOverride: false },
  capture: { hold: false, sources: ['page', 'click', 'markup', 'dataLayer'] },
  api: { allowed: false },
  eventProps: { configure: { colour: 'string' } },
  retention: {
    receiptsYears: 5,
    refusalMonths: 24,
    accessLogDays: 90,
    auditYears: 7,
    aggregateYears: 2,
    backupDays: 7,
    graceDays: 30,
    keepReceiptsAfterErasure: false,
  },
  notice: { materialChangeDays: 30 },
  texts: {
    en: { title: 'Your choice', purposes: { analytics: { name: 'Analytics', description: 'What helps.' } } },
  },
  promises: [
    {
      id: 'logs-90-days',
      text: { en: 'Kept 90 days.' },
      check: { kind: 'retention', of: 'event', days: 90 },
    },
  ],
});

/** The policy, or what is wrong with it. */
export const parse = (input: unknown): unknown => {
  const parsed = parsePolicy(input);
  return 'errors' in parsed ? parsed.errors : parsed.policy;
};

/** The example with one field set: `purposes.1.events`. */
export const withField = (path: string, value: unknown): unknown => {
  const policy: unknown = example();
  const keys = path.split('.');
  const last = keys.pop() as string;
  const holder = keys.reduce((o, k) => (o as Record<string, unknown>)[k], policy) as Record<string, unknown>;
  Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true });
  return policy;
};
