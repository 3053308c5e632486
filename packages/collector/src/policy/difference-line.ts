import type { Difference } from './material.ts';

/** A difference in a line of text: `+ purposes › sms (material: new purpose sms)`. */
export function differenceLine({ way, before, after, effect, material }: Difference): string {
  const sign = before === undefined ? '+' : after === undefined ? '-' : '~';
  const values =
    before === undefined || after === undefined ? (after ?? before) : `${say(before)} → ${say(after)}`;
  const said =
    values === true ? '' : `: ${typeof values === 'string' && sign === '~' ? values : say(values)}`;
  const why = material ? `material: ${material}` : effect === 'neutral' ? '' : effect;
  return `${sign} ${way.join(' › ')}${said}${why && ` (${why})`}`;
}

const say = (value: unknown): string => JSON.stringify(value);
