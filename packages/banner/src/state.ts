import type { BrowserPolicy, ConsentState } from '@sayso/protocol';

/** What is on the screen. */
export type Screen = 'none' | 'banner' | 'notice' | 'preferences';

/** What the visitor did to the banner in this page view, beside choosing. */
export interface Stage {
  /** Hidden with Esc. */
  hidden: boolean;
  /** Opened over the first layer; `failed`: preferences were asked for and could not be loaded. */
  over: 'preferences' | 'failed' | null;
}

export type Step = 'hide' | 'open' | 'fail' | 'close' | 'choose';

export const START: Stage = { hidden: false, over: null };

/** The next stage. Hiding and closing are never a choice: they leave what is allowed alone. */
export function advance(stage: Stage, step: Step): Stage {
  if (step === 'choose') return START;
  if (step === 'hide') return { hidden: true, over: null };
  // Who asked for the preferences and can't get them sees the first layer again.
  if (step === 'fail') return { hidden: false, over: 'failed' };
  return { ...stage, over: step === 'open' ? 'preferences' : null };
}

/** What to show, and for which purposes. */
export function screenOf(
  policy: Pick<BrowserPolicy, 'purposes'>,
  state: Pick<ConsentState, 'ask' | 'askFor' | 'allowed'>,
  stage: Stage,
): { screen: Screen; ids: string[] } {
  if (stage.over === 'preferences') return { screen: 'preferences', ids: [] };
  const used = policy.purposes.filter((p) => !p.always && state.allowed[p.id]).map((p) => p.id);
  // Who can't get the preferences must still be able to withdraw: the notice names what is used, and refuses it.
  if (stage.over && state.ask === 'none' && used.length) return { screen: 'notice', ids: used };
  if (stage.hidden || state.ask === 'none') return { screen: 'none', ids: [] };
  return { screen: state.ask, ids: state.ask === 'banner' ? state.askFor : used };
}

/**
 * Of the purposes to be granted, those that need a second, separate step: against a signal, or outside
 * opt-in against a standing no (contract section 2, "What may grant").
 */
export function toConfirm(
  policy: Pick<BrowserPolicy, 'purposes'>,
  state: Pick<ConsentState, 'choice' | 'reasons' | 'regime'>,
  granted: readonly string[],
): string[] {
  const standingNo = (id: string): boolean =>
    state.regime !== 'opt-in' && state.choice?.purposes[id] === false;
  return policy.purposes
    .filter(({ id, gpc }) => gpc && granted.includes(id) && (state.reasons[id] === 'gpc' || standingNo(id)))
    .map(({ id }) => id);
}
