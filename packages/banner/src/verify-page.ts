import { make } from './dom.ts';
import { type Call, type Checked, checkAll } from './log-check.ts';
import { factsOf } from './receipt-facts.ts';

// The page `/verify` of a collector: a receipt is dropped in, and all of it is checked here. The receipt itself
// is sent nowhere: the collector is asked for its keys, and for the proof of a hash.

/** No receipt is as large. */
const MOST = 64 * 1024;

const call: Call = async (path) => {
  try {
    // biome-ignore lint/style/noRestrictedGlobals: the collector's own page, where there is no SDK to ask
    const answer = await fetch(path, { referrerPolicy: 'no-referrer', credentials: 'omit' });
    return { status: answer.status, body: await answer.json().catch(() => null) };
  } catch {
    return { status: 0 };
  }
};

/** Nothing is remembered on a page that anybody opens. */
const nothing = { read: () => null, keep: () => {} };

const result = document.querySelector('[role=status]');
const input = document.querySelector('input');
input?.addEventListener('change', () => void take(input.files?.[0]));
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  void take(event.dataTransfer?.files[0]);
});

async function take(file: File | undefined): Promise<void> {
  if (!file) return;
  result?.replaceChildren('…');
  const jws = file.size > MOST ? '' : (await file.text()).trim();
  const { site = '' } = factsOf(jws);
  if (!/^[a-z0-9-]{2,40}$/.test(site))
    return show([['WRONG', 'This is no receipt: expected a compact JWS.']]);
  const checked = await checkAll(jws, site, call, globalThis.crypto.subtle, nothing, Date.now());
  show(sentences(checked), jws);
}

function sentences({ signature, log }: Checked): [string, string][] {
  const signed: Record<Checked['signature'], [string, string]> = {
    right: [
      'OK',
      'The signature is right: this collector signed it, and not one character was changed since.',
    ],
    wrong: ['WRONG', 'The signature is not right: this is not what this collector signed.'],
    unable: [
      'NOTE',
      'This browser cannot check signatures of this kind (Ed25519), or not on a page without https.',
    ],
    unknown: ['NOTE', 'The collector gave no answer.'],
  };
  return [signed[signature], placed(log)];
}

const AMISS = {
  path: 'The log’s proof does not lead to its checkpoint.',
  checkpoint: 'The checkpoint is not signed by the log that the receipt names.',
  history: 'The log did not grow out of what was seen of it before.',
};

function placed(log: Checked['log']): [string, string] {
  if (log.is === 'in') {
    return [
      'OK',
      `It is entry ${log.index + 1} of the ${log.size} in the public log ${log.origin}, whose checkpoint is signed.`,
    ];
  }
  if (log.is === 'wrong') return ['WRONG', AMISS[log.why]];
  if (log.is === 'unknown') return ['NOTE', 'Whether it is in the public log could not be found out.'];
  return log.late
    ? [
        'WRONG',
        'It is not in the public log, though its time is over: that promise was broken, or the receipt was changed.',
      ]
    : ['NOTE', 'It is not in the public log yet. Try again later.'];
}

function show(lines: [string, string][], jws = ''): void {
  const payload = JSON.stringify(factsOf(jws), null, 2);
  result?.replaceChildren(
    ...lines.map(([kind, text]) => make('p', { 'data-kind': kind }, `${kind} · ${text}`)),
    ...(jws ? [make('pre', {}, payload)] : []),
  );
}
