import { isKnown, type Part, saveFile, statusLine, timeOf } from './centre-part.ts';
import { action, make } from './dom.ts';

/** What the collector says of an erasure, contract section 2. */
interface Erasure {
  kept?: { code?: string; what: string; until: string | null }[];
  backupsUntil?: string;
}

/** Export and, in two steps, erasure of what is held; or, without an identifier, that there is nothing. */
export function myData(part: Part, into: HTMLElement): void {
  const { port, policy, own } = part;
  if (!isKnown(part)) {
    into.append(make('p', {}, own.nobody));
    return;
  }
  const status = statusLine();
  const say = (text: string): void => status.replaceChildren(text);
  const tools = make('div', { 'data-part': 'tools' });

  const exporting = action('export', own.export, async () => {
    say('…');
    const held = await port.me?.export();
    if (!held) return say(own.failed);
    saveFile(`sayso-${policy.site}.json`, JSON.stringify(held, null, 2));
    say(own.downloaded);
  });
  const erasing = action('erase', own.erase, () => {
    const question = make('p', { tabindex: '-1' }, own.eraseAsk);
    say('');
    tools.replaceChildren(
      question,
      action('back', own.back, () => {
        tools.replaceChildren(exporting, erasing);
        erasing.focus();
      }),
      action('erase-yes', own.eraseYes, async () => {
        say('…');
        const answer = (await port.me?.erase()) as Erasure | null | undefined;
        if (answer) part.renew(outcome(part, answer));
        else say(own.failed);
      }),
    );
    question.focus();
  });
  tools.append(exporting, erasing);
  into.append(tools, status);
}

/** What was done, and what is still kept, for how long and why. */
export function outcome({ own, locale }: Pick<Part, 'own' | 'locale'>, answer: Erasure): string[] {
  const said: Record<string, string> = { hash: own.keptHash, log: own.keptLog, receipts: own.keptReceipts };
  const on = (sentence: string, time: string): string => sentence.replace('{}', () => timeOf(time, locale));
  return [
    own.erased,
    ...(answer.kept ?? []).map(({ code = '', what, until }) =>
      on(said[code] ?? (until ? `${what} · {}` : what), until ?? ''),
    ),
    ...(answer.backupsUntil ? [on(own.keptBackups, answer.backupsUntil)] : []),
  ];
}
