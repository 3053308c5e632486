import type { PolicyDetails } from '@sayso/protocol';
import { type Change, type Compared, changes } from './centre-changes.ts';
import { type Part, statusLine, timeOf } from './centre-part.ts';
import { make } from './dom.ts';
import { daysOf } from './preferences-purpose.ts';

/** The differences as a list, by purpose. */
export function changeList({ own, locale, nameOf }: Part, found: Change[]): HTMLElement {
  const lines = found.map(({ id, isNew, recipients, kept, reworded }) =>
    make(
      'li',
      {},
      make('b', {}, nameOf(id)),
      ...[
        isNew && own.changeNew,
        recipients.length &&
          own.changeRecipients.replace('{}', () => new Intl.ListFormat(locale).format(recipients)),
        kept !== undefined && own.changeKept.replace('{}', daysOf(kept, locale, own.noEnd)),
        reworded && own.changeText,
      ].flatMap((text) => (text ? [' ', text] : [])),
    ),
  );
  return lines.length ? make('ul', {}, ...lines) : make('p', {}, own.changeNone);
}

/** Every version that was published, the newest first, with what each brought. */
export async function versions(part: Part, into: HTMLElement): Promise<void> {
  const { port, policy, locale, own } = part;
  const status = statusLine();
  into.append(status);
  const { body } = (await port.call?.(`/v1/${policy.site}/policies`)) ?? {};
  const { policies }: { policies?: (PolicyDetails & Compared)[] } = Object(body);
  if (!policies) {
    status.append(own.failed);
    return;
  }
  policies.forEach((one, i) => {
    const before = policies[i + 1];
    into.append(
      make(
        'div',
        { 'data-part': 'receipt' },
        make('b', {}, own.version.replace('{}', `${one.version}`)),
        ` · ${timeOf(one.effectiveAt, locale)}`,
        ...(before ? [changeList(part, changes(before, one, locale))] : []),
      ),
    );
  });
}
