/**
 * The one amount in a text, written as a language writes amounts of a currency; null if there is none, more than one, or
 * one that could be read in two ways. `locale`: a language tag. `plain`: it may be a plain decimal, too.
 */
export function parsePrice(text: string, locale: string, currency: string, plain = false): number | null {
  try {
    if (plain && /^\d+(\.\d+)?$/.test(text)) return currency ? +text : null;
    const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
    const parts = money.formatToParts(1234567.5);
    const sign = (type: string): string => {
      const { value = '' } = parts.find((part) => part.type === type) ?? {};
      return value;
    };
    const digits = [...new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210)].reverse();
    const most = money.resolvedOptions().maximumFractionDigits ?? 0;
    const ascii = text.replace(
      /\p{Nd}/gu,
      (digit) => `${digits.includes(digit) ? digits.indexOf(digit) : digit}`,
    );
    const [found = ''] = /\d.*\d|\d/s.exec(ascii) ?? [];
    const group = spelled(sign('group'));
    const [, whole, rest = '0'] =
      new RegExp(
        `^(\\d+|\\d{1,3}(?:${group}\\d{2,3})*${group}\\d{3})(?:${spelled(sign('decimal'))}(\\d{1,${most || 1}}))?$`,
      ).exec(found) ?? [];
    if (!whole || (!most && +rest)) return null;
    return Number(`${whole.replace(/\D/g, '')}.${rest}`);
  } catch {
    return null;
  }
}

/** A sign as people type it: any space, any apostrophe. */
const spelled = (sign: string): string =>
  /\s/.test(sign) ? '\\s' : /[’']/.test(sign) ? "[’']" : sign.replace(/[.*]/, '\\$&') || '(?!)';
