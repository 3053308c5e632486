import { EVENTS, ITEM, type Props } from './event.ts';
import { currencyDigits } from './money.ts';

/** The amounts of an event's properties: `value`, and of each of its items `price`. */
export interface Amounts {
  props: string[];
  item: string[];
}

const moneyIn = (shape: Readonly<Record<string, string>> = {}): string[] =>
  Object.keys(shape)
    .filter((field) => shape[field] === 'money')
    .map((field) => field.replace('*', ''));

const OF_ITEM = moneyIn(ITEM);

/** Which properties of an event are amounts, by the vocabulary and by what the site declares. */
export const amountsOf = (
  name: string,
  declared: Readonly<Record<string, Record<string, string>>>,
): Amounts => ({
  props: [
    ...moneyIn(Object.hasOwn(EVENTS, name) ? EVENTS[name] : {}),
    ...moneyIn(Object.hasOwn(declared, name) ? declared[name] : {}),
  ],
  item: OF_ITEM,
});

/** The properties with each amount changed by `change`; as they are where there is no currency. */
export function changeAmounts(
  props: Props,
  { props: fields, item }: Amounts,
  change: (amount: number, digits: number) => number,
): Props {
  const digits = currencyDigits(props.currency);
  if (digits === null) return props;
  const changed = (from: Props, names: string[]): Props =>
    Object.fromEntries(
      Object.entries(from).map(([name, value]) => [
        name,
        names.includes(name) && typeof value === 'number' ? change(value, digits) : value,
      ]),
    );
  const all = changed(props, fields);
  if (Array.isArray(all.items)) all.items = all.items.map((one) => changed(one as Props, item));
  return all;
}
