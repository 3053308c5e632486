import type { Policy } from './harness.ts';

export const RECIPIENT = {
  name: 'Mail Ltd',
  contact: 'dpo@mail.example',
  country: 'SG',
  how: 'over the network when you order',
  items: ['e-mail address'],
  transferBasis: 'consent',
  policyUrl: 'https://mail.example/privacy',
};
export const REFUSAL = 'Leave the switch off: then no news comes by e-mail, and all else works.';

/** The demo's policy with all that a purpose can say of itself, and a consent that is asked for apart. */
export function tellAll(policy: Policy): void {
  policy.notice = { materialChangeDays: 0 };
  const [necessary, , , marketing] = policy.purposes;
  necessary.cookies = [{ name: 'cart', days: 30 }];
  Object.assign(marketing, {
    cookies: [{ name: '_fbp', days: 90 }, '_ga_*', { name: 'sid', days: 0 }],
    storage: ['_hj*'],
    recipients: [{ name: 'Meta', country: 'US', items: ['hashed e-mail'], transferBasis: 'SCC' }],
  });
  policy.purposes.push({ id: 'overseas-transfer', retentionDays: 365, recipients: [RECIPIENT] });
  for (const language of ['en', 'de']) {
    policy.texts[language].purposes['overseas-transfer'] = {
      name: 'Transfer abroad',
      description: 'To send news of your order.',
      refusal: REFUSAL,
    };
  }
}
