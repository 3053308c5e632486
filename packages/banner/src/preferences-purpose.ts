import type { ListedCookie, PolicyDetails, Purpose, Recipient } from '@sayso/protocol';
import { make } from './dom.ts';
import type { PreferencesWords } from './preferences-text.ts';

/** So many days, in words; where none are given, `otherwise`. */
export const daysOf = (days: number | null | undefined, locale: string, otherwise: string): string =>
  days
    ? new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)
    : otherwise;

/** What the policy says of a purpose beside its name: who receives what, for how long, what is stored; null if nothing. */
export function purposeFacts(
  { always, retentionDays, recipients = [], cookies = [], storage = [] }: Purpose,
  own: PreferencesWords,
  locale: string,
  refusal?: string,
): HTMLElement | null {
  const row = (label: string, values: (Node | string)[][]): HTMLElement[] =>
    values.length ? [make('dt', {}, label), ...values.map((value) => make('dd', {}, ...value))] : [];
  const known = recipients.map((one) => [nameOf(one), ...factsOf(one, own, locale)]);
  const rows = [
    ...row(own.recipients, known),
    ...row(own.kept, always && !retentionDays ? [] : [[daysOf(retentionDays, locale, own.noEnd)]]),
    ...row(own.refusal, refusal ? [[refusal]] : []),
    ...row(
      own.cookies,
      cookies.map((one) => cookieFacts(one, own, locale)),
    ),
    ...row(own.storage, [...storage.map((name) => [make('bdi', {}, name)])]),
  ];
  return rows.length ? make('dl', {}, ...rows) : null;
}

/** What a no to it means: in the site's words, in another language where it has none in this one. */
export const refusalOf = (
  { texts }: Pick<PolicyDetails, 'texts'>,
  locale: string,
  id: string,
): string | undefined =>
  [locale, 'en', ...Object.keys(texts)].map((tag) => texts[tag]?.purposes?.[id]?.refusal).find(Boolean);

const nameOf = ({ name, policyUrl }: Recipient): HTMLElement =>
  make('bdi', {}, policyUrl ? make('a', { href: policyUrl }, name) : make('b', {}, name));

function factsOf(
  { contact, country, how, items = [], transferBasis }: Recipient,
  own: PreferencesWords,
  locale: string,
): HTMLElement[] {
  const place = country && new Intl.DisplayNames(locale, { type: 'region' }).of(country);
  const list = new Intl.ListFormat(locale, { type: 'unit' });
  const facts: [string, string | undefined][] = [
    [own.contact, contact],
    [own.country, list.format([place, how].flatMap((text) => text ?? []))],
    [own.items, list.format(items)],
    [own.basis, transferBasis],
  ];
  return facts.flatMap(([label, text]) =>
    text ? [make('div', {}, make('span', {}, label), ' ', make('bdi', {}, text))] : [],
  );
}

/** A cookie's name and how long it stays, where the policy says so. */
function cookieFacts(
  cookie: string | ListedCookie,
  own: PreferencesWords,
  locale: string,
): (Node | string)[] {
  const { name, days } = typeof cookie === 'string' ? { name: cookie } : cookie;
  const stays = days === undefined ? '' : ` · ${daysOf(days, locale, own.session)}`;
  return [make('bdi', {}, name), stays];
}
