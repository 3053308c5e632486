import { type Choice, saidAt, wordOn } from './choice.ts';
import type { PolicyRules, Purpose } from './policy.ts';
import { asStrict, type Regime, regimeOf } from './regime.ts';
import { objects, type Signals } from './signals.ts';
import { DAY, toMs } from './time.ts';

export interface DecideInput {
  policy: PolicyRules;
  region: string | null;
  choice: Choice | null;
  /** The version whose notice was read. */
  noticed?: number | null;
  signals: Signals;
  /** RFC 3339. */
  now: string;
}

/** Why a purpose is allowed (the first four) or denied. */
export type Reason =
  | 'always'
  | 'granted'
  | 'default'
  | 'over-gpc'
  | 'minor'
  | 'gpc'
  | 'denied'
  | 'outdated'
  | 'expired'
  | 'no-choice';

export interface Decision {
  regime: Regime;
  allowed: Record<string, boolean>;
  reasons: Record<string, Reason>;
  ask: 'banner' | 'notice' | 'none';
  askFor: string[];
}

const ALLOWS: readonly Reason[] = ['always', 'granted', 'default', 'over-gpc'];

/**
 * What may be captured, and what has to be asked. The only yes or no in the product: the browser's gate
 * and the collector call it with the same data. Pure. Contract section 5; the numbers below are its rules.
 */
export function decide({ policy, region, choice, noticed, signals, now }: DecideInput): Decision {
  const regime = regimeOf(policy.regimes, region);
  const objecting = objects(policy.signals, signals);
  const words = choice ? Object.values(choice.purposes) : [];
  const refusedAll = words.length > 0 && words.every((word) => word === false);
  // A choice dated in the future counts as made now: its age is never below zero.
  const days = (purpose: string): number =>
    choice ? Math.max(0, toMs(now) - toMs(saidAt(choice, purpose))) / DAY : 0;

  const yes = (p: Purpose): Reason | null => {
    if (!choice || wordOn(choice, p.id) !== true) return null;
    if (!p.sensitive && !asStrict(choice.regime ?? 'opt-in', regime)) return null;
    if (choice.policyVersion < policy.materialSince) return 'outdated'; // 6
    // Not `>`: a time that can't be read gives NaN, and must expire.
    return days(p.id) <= policy.ask.grantedDays ? 'granted' : 'expired'; // 5, 6
  };

  const judge = (p: Purpose): Reason => {
    if (p.always) return 'always'; // 1
    if (signals.minor) return 'minor'; // 2
    const said = yes(p);
    if (objecting && p.gpc) {
      const over = policy.signals.gpcOverride && said === 'granted' && choice?.confirmed?.includes(p.id);
      return over ? 'over-gpc' : 'gpc'; // 3
    }
    if (wordOn(choice, p.id) === false) return 'denied'; // 4
    if (said) return said;
    return regime === 'opt-in' || p.sensitive || refusedAll ? 'no-choice' : 'default'; // 7
  };

  const decision: Decision = { regime, allowed: {}, reasons: {}, ask: 'none', askFor: [] };
  for (const p of policy.purposes) {
    const reason = judge(p);
    decision.reasons[p.id] = reason;
    decision.allowed[p.id] = ALLOWS.includes(reason);
    const optIn = regime === 'opt-in' || p.sensitive;
    const askAgain = reason === 'denied' && days(p.id) > policy.ask.refusedDays;
    if (reason === 'outdated' || reason === 'expired' || (optIn && (reason === 'no-choice' || askAgain))) {
      decision.askFor.push(p.id);
    }
  }

  const shown = Math.max(noticed ?? 0, choice?.policyVersion ?? 0);
  if (decision.askFor.length) decision.ask = 'banner';
  else if (
    regime !== 'opt-in' &&
    Object.values(decision.reasons).includes('default') &&
    shown < policy.materialSince &&
    !objecting
  ) {
    decision.ask = 'notice';
  }
  return decision;
}
