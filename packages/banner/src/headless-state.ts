import type { BrowserPolicy, ConsentPort, ConsentState } from '@sayso/protocol';
import { chooseLocale } from './locale.ts';
import { purposeName } from './purpose-name.ts';
import { START, screenOf } from './state.ts';
import type { Words } from './text.ts';

/** A purpose, as it is to be shown. */
export interface ChoicePurpose {
  id: string;
  name: string;
  /** May be empty. */
  description: string;
  /** Needed for the store to work: to be shown, not to be asked. */
  always: boolean;
  /** Has to be asked for apart, under a heading of its own, with all that the policy says of it. */
  separate: boolean;
  /** Is what is asked for, or told of, now. */
  asked: boolean;
  allowed: boolean;
  /** A signal of the browser, such as Global Privacy Control, denies it. */
  signalled: boolean;
  /** Whether a yes can be given: not against a signal that the policy does not let yield. */
  changeable: boolean;
}

/** What the store's banner is to show now. */
export interface ChoicesState {
  /** `banner`: ask. `notice`: tell, and offer a no. */
  ask: ConsentState['ask'];
  purposes: ChoicePurpose[];
  /** A signal is honoured, which has to be said in the page ("Opt-Out Request Honored"). */
  honoured: boolean;
  /**
   * Not empty: a yes to these waits for a second, separate step, since it goes against a standing no or a signal; or, where
   * `against` is null, since they are asked for apart and the first layer does not say all of them.
   */
  toConfirm: { id: string; name: string; against: 'no' | 'signal' | null }[];
  /** What the visitor has chosen so far. */
  choice: ConsentState['choice'];
  regime: ConsentState['regime'];
  controller: BrowserPolicy['controller'] | undefined;
}

/** `toConfirm`: ids that wait for a second step. `names` are Sayso's own for the usual purposes. */
export function stateOf(
  { policy, get }: ConsentPort,
  locale: string,
  names: Words['purposes'],
  toConfirm: readonly string[],
): ChoicesState {
  const { ask, askFor, allowed, reasons, choice, regime } = get();
  const { ids } = screenOf(policy, { ask, askFor, allowed }, START);
  const language = chooseLocale([locale], Object.keys(policy.texts)) ?? locale;
  const nameOf = (id: string) => purposeName(policy, language, { purposes: names }, id);
  const isSignalled = (id: string): boolean => reasons[id] === 'gpc';
  return {
    ask,
    purposes: policy.purposes.map(({ id, always = false, separate = false }) => {
      const [name, description] = nameOf(id);
      const signalled = isSignalled(id);
      return {
        id,
        name,
        description,
        always,
        separate,
        asked: ids.includes(id),
        allowed: allowed[id] === true,
        signalled,
        changeable: !always && (!signalled || policy.signals.gpcOverride),
      };
    }),
    honoured: Object.values(reasons).includes('gpc'),
    toConfirm: toConfirm.map((id) => ({
      id,
      name: nameOf(id)[0],
      against: isSignalled(id) ? 'signal' : choice?.purposes[id] === false ? 'no' : null,
    })),
    choice,
    regime,
    controller: policy.controller,
  };
}
