import { ADVERTISING } from './port.ts';

/** Shopify's fields of consent, what says that it lets one be used, and the purposes that usually go by it. */
export const FIELDS = [
  ['analytics', 'analyticsProcessingAllowed', ['analytics']],
  ['marketing', 'marketingAllowed', ADVERTISING],
  ['preferences', 'preferencesProcessingAllowed', ['preferences']],
  ['sale_of_data', 'saleOfDataAllowed', ADVERTISING],
] as const;
