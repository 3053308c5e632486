import { allowedLine, isKnown, type Part, saveFile, statusLine, timeOf } from './centre-part.ts';
import { action, make } from './dom.ts';
import { factsOf } from './receipt-facts.ts';

interface Kept {
  id: string;
  jws: string;
  receivedAt: string;
}

/** The visitor's choices as the collector has signed them, the newest first. */
export async function receipts(part: Part, into: HTMLElement): Promise<void> {
  const { port, own } = part;
  const status = statusLine();
  into.append(status);
  if (!isKnown(part)) {
    status.append(own.nobody);
    return;
  }
  const held = (await port.me?.export()) as { receipts?: Kept[] } | null | undefined;
  if (!held) status.append(own.failed);
  const all = [...(held?.receipts ?? [])].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
  into.append(...all.map((receipt) => card(part, receipt)));
}

function card(part: Part, { id, jws }: Kept): HTMLElement {
  const { port, policy, locale, words, own } = part;
  const { method = '', policyVersion, receivedAt = '', effective, purposes = {} } = factsOf(jws);
  const made: Record<string, string> = {
    'accept-all': words.accept,
    'reject-all': words.reject,
    save: own.save,
    withdraw: own.withdraw,
    'opt-out': words.optOut,
    default: own.byDefault,
    signal: words.status,
    minor: own.byMinor,
    api: own.byPage,
  };
  const when = timeOf(receivedAt, locale, { timeStyle: 'short' });
  const status = statusLine();
  const say = (text: string): void => status.replaceChildren(text);

  const check = async (): Promise<void> => {
    say('…');
    const call = port.call ?? (async () => ({ status: 0 }));
    try {
      const { checkHere } = await import('./receipt-check.ts');
      const seen = await port.me?.seen?.().catch(() => undefined);
      status.replaceChildren(...(await checkHere(jws, call, part, seen)));
    } catch {
      say(own.failed);
    }
  };
  return make(
    'div',
    { 'data-part': 'receipt' },
    make('b', {}, when),
    make(
      'p',
      {},
      [made[method] ?? method, own.version.replace('{}', `${policyVersion}`)].join(' · '),
      effective === false ? ` · ${own.noEffect}` : '',
    ),
    make(
      'p',
      {},
      allowedLine(
        part,
        Object.keys(purposes).filter((id) => purposes[id] === 'granted'),
      ),
    ),
    make(
      'div',
      { 'data-part': 'tools' },
      action('download', own.download, () => {
        saveFile(`sayso-${policy.site}-${id}.jws`, jws);
        say(own.downloaded);
      }),
      action('check', own.check, check),
    ),
    status,
  );
}
