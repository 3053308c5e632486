/** For whom an address is hashed: each wants it written its own way. */
export const DESTINATIONS = ['meta', 'google'] as const;
export type Destination = (typeof DESTINATIONS)[number];

/** E.164, digits only: country code and number. */
const PHONE = /^[1-9]\d{6,14}$/;

/**
 * An e-mail address as a destination wants it; null for what is none, which is never hashed. Google takes the
 * dots out of Gmail's local parts, where they mean nothing.
 */
export function normaliseEmail(raw: string, destination: Destination): string | null {
  const [, local = '', domain = ''] = /^([^\s@]+)@([^\s@]+\.[^\s@]+)$/.exec(raw.trim().toLowerCase()) ?? [];
  if (!local) return null;
  const isGmail = destination === 'google' && /^(gmail|googlemail)\.com$/.test(domain);
  return `${isGmail ? local.replaceAll('.', '') : local}@${domain}`;
}

/**
 * A telephone number with its country code, for Google after a plus; null for what is none. `countryCode` is
 * that of numbers which are written as they are dialled inside their country.
 */
export function normalisePhone(raw: string, destination: Destination, countryCode = ''): string | null {
  if (!/^[\s\d+()./-]*$/.test(raw)) return null;
  const digits = raw.replace(/\D/g, '');
  const isWhole = /^\s*(\+|00)/.test(raw);
  const number = digits.replace(/^0+/, '');
  const whole = isWhole ? number : countryCode && number && countryCode.replace(/\D/g, '') + number;
  return PHONE.test(whole) ? (destination === 'google' ? '+' : '') + whole : null;
}
