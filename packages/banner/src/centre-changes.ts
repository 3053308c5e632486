import type { PolicyDetails, Purpose, Recipient } from '@sayso/protocol';

/** What a page may compare: a version as the browser has it, or as it was published. */
export type Compared = Pick<PolicyDetails, 'purposes'> & Partial<Pick<PolicyDetails, 'texts'>>;

/** What differs of one purpose, for a visitor. */
export interface Change {
  id: string;
  /** It was not there before; then nothing else is said of it. */
  isNew: boolean;
  /** Who receives its data now, or receives more, or elsewhere. */
  recipients: string[];
  /** For how many days it is kept now, where that is longer; null where no end is stated any more. */
  kept?: number | null;
  /** Described in other words. */
  reworded: boolean;
}

/** What is new, or goes further, from one version to a later one, by purpose and in the order of the policy. Pure. */
export function changes(before: Compared, after: Compared, locale: string): Change[] {
  return after.purposes.flatMap((purpose) => {
    const { id, retentionDays } = purpose;
    const old = before.purposes.find((one) => one.id === id);
    if (!old) return [{ id, isNew: true, recipients: [], reworded: false }];
    const longer = (retentionDays ?? Infinity) > (old.retentionDays ?? Infinity);
    const change: Change = {
      id,
      isNew: false,
      recipients: furtherRecipients(old, purpose),
      ...(longer ? { kept: retentionDays ?? null } : {}),
      reworded: wordsOf(before, id, locale) !== wordsOf(after, id, locale),
    };
    return longer || change.recipients.length || change.reworded ? [change] : [];
  });
}

function furtherRecipients(before: Purpose, { recipients = [] }: Purpose): string[] {
  const further = (now: Recipient): boolean => {
    const old = before.recipients?.find(({ name }) => name === now.name);
    return !old || old.country !== now.country || !!now.items?.some((item) => !old.items?.includes(item));
  };
  return recipients.filter(further).map(({ name }) => name);
}

/** The site's own words; where it has none, Sayso's, which are the same for both. */
const wordsOf = ({ texts }: Compared, id: string, locale: string): string => {
  const { name, description, refusal } = texts?.[locale]?.purposes?.[id] ?? { name: '' };
  return [name, description, refusal].join('\n');
};
