import { isSeparate, type PolicyDocument, type Purpose } from '@sayso/protocol';

/** One thing that visitors must be told before they say yes to a purpose that is asked for apart. */
export interface Missing {
  /** `purposes[2].recipients[0].contact` */
  path: string;
  id: string;
  message: string;
}

type Told = Pick<PolicyDocument, 'purposes' | 'texts'>;

/**
 * Which of the six things are not said of each separate consent: to whom (and how to reach them), which country,
 * which data, what for, how long, and how to refuse and what that means (PIPA 17(2), 28-8(2); EDPB 05/2020). A
 * purpose that only profiles may have no recipient; handing over at home needs no country.
 */
export function missingItems({ purposes, texts }: Told): Missing[] {
  return purposes.flatMap((purpose, i) => {
    if (!isSeparate(purpose)) return [];
    const { id, recipients = [], retentionDays } = purpose;
    const place = `purposes[${i}]`;
    const found: Missing[] = [];
    const miss = (path: string, message: string): void => void found.push({ path, id, message });

    const shared = id === 'overseas-transfer' || id === 'third-party-provision';
    if (shared && !recipients.length) miss(`${place}.recipients`, 'who receives the data is not said');
    recipients.forEach(({ name, contact, country, items }, n) => {
      const at = `${place}.recipients[${n}]`;
      if (!contact) miss(`${at}.contact`, `how to reach ${name} is not said`);
      if (!country && id === 'overseas-transfer')
        miss(`${at}.country`, `to which country ${name} takes the data is not said`);
      if (!items?.length) miss(`${at}.items`, `which data ${name} receives is not said`);
    });
    if (retentionDays === undefined) miss(`${place}.retentionDays`, 'for how long is not said');
    return [...found, ...unsaid(purpose, texts)];
  });
}

/** What for, and what a no means, in every language that the policy speaks. */
function unsaid({ id }: Purpose, texts: PolicyDocument['texts']): Missing[] {
  const languages = Object.keys(texts);
  if (!languages.length) {
    return [
      {
        path: 'texts',
        id,
        message: 'what for, how to refuse and what that means is not said in any language',
      },
    ];
  }
  return languages.flatMap((language) => {
    const said = texts[language]?.purposes?.[id];
    const at = `texts.${language}.purposes.${id}`;
    return [
      ...(said?.description ? [] : [{ path: `${at}.description`, id, message: 'what for is not said' }]),
      ...(said?.refusal
        ? []
        : [{ path: `${at}.refusal`, id, message: 'how to refuse and what that means is not said' }]),
    ];
  });
}
