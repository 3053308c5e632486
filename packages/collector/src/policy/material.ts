import { asStrict, type PolicyDocument, regimeOf } from '@sayso/protocol';
import { flatten, type Way } from './flatten.ts';

/** What a difference means to visitors: more is done with their data, less, or neither. */
export type Effect = 'looser' | 'tighter' | 'neutral';

/** One difference between two documents. */
export interface Difference {
  way: Way;
  before: unknown;
  after: unknown;
  effect: Effect;
  /** Why visitors must be asked again, where they must. */
  material?: string;
}

/** Every difference, in the order of the documents; `material` where contract section 4 says so. */
export function differences(before: PolicyDocument, after: PolicyDocument): Difference[] {
  const old = flatten(before);
  const now = flatten(after);
  const ways = [...old.keys(), ...[...now.keys()].filter((key) => !old.has(key))];
  const found: Difference[] = [];
  for (const key of ways) {
    const was = old.get(key);
    const is = now.get(key);
    const way = (is ?? was)?.way ?? [];
    if (was?.value === is?.value || isInsideNews(way, old, now)) continue;
    found.push({
      way,
      before: was?.value,
      after: is?.value,
      ...judge(way, was?.value, is?.value, before, after),
    });
  }
  return found;
}

/** Of a purpose or recipient that came or went, its own coming or going says it all. */
function isInsideNews(way: Way, ...sides: Map<string, unknown>[]): boolean {
  const owners = [way[0] === 'purposes' && way.slice(0, 2), way[2] === 'recipients' && way.slice(0, 4)];
  return owners.some(
    (owner) => owner && owner.length < way.length && !sides.every((side) => side.has(JSON.stringify(owner))),
  );
}

type Judgement = Pick<Difference, 'effect' | 'material'>;

const TIGHTER: Judgement = { effect: 'tighter' };
const NEUTRAL: Judgement = { effect: 'neutral' };
const looser = (material: string): Judgement => ({ effect: 'looser', material });
/** A longer time is `says`; undefined is without end. */
const span = (was: unknown, is: unknown, says: string): Judgement =>
  (typeof is === 'number' ? is : Infinity) > (typeof was === 'number' ? was : Infinity)
    ? looser(says)
    : TIGHTER;

function judge(
  way: Way,
  was: unknown,
  is: unknown,
  before: PolicyDocument,
  after: PolicyDocument,
): Judgement {
  const [section, id = '', field, name, detail] = way;
  switch (section) {
    case 'purposes':
      return judgePurpose(id, field, name, detail, was, is);
    case 'regimes':
      return judgeRegime(id, before, after);
    case 'retention':
      if (id === 'keepReceiptsAfterErasure') return is ? looser(`receipts are kept after erasure`) : TIGHTER;
      return span(was, is, `longer retention (${id})`);
    case 'signals':
      // An override needs the visitor's own, separate yes; not heeding a signal needs nothing of them.
      if (id === 'gpcOverride') return is ? NEUTRAL : TIGHTER;
      return is ? TIGHTER : looser(`${id} is no longer heeded`);
    case 'region':
      return is ? looser('a looser regime where the page says so') : TIGHTER;
    case 'capture':
      return (id === 'hold' && !is) || (id === 'sources' && !is) ? TIGHTER : NEUTRAL;
    case 'api':
      return id === 'allowed' && !is ? TIGHTER : NEUTRAL;
    case 'ask':
      return (id === 'grantedDays') === Number(is) < Number(was) ? TIGHTER : NEUTRAL;
    default:
      return NEUTRAL;
  }
}

function judgePurpose(
  id: string,
  field: string | undefined,
  name: string | undefined,
  detail: string | undefined,
  was: unknown,
  is: unknown,
): Judgement {
  switch (field) {
    case undefined:
      return is ? looser(`new purpose ${id}`) : TIGHTER;
    case 'always':
      return is ? looser(`${id} is no longer asked for`) : TIGHTER;
    case 'gpc':
      return is ? TIGHTER : looser(`${id} heeds no signal any more`);
    case 'sensitive':
      // Stricter, and yet who said yes by not objecting must be asked.
      return is
        ? { effect: 'tighter', material: `${id} is sensitive now` }
        : looser(`${id} is no longer sensitive`);
    case 'retentionDays':
      return span(was, is, `longer retention of ${id}`);
    case 'recipients':
      if (detail === undefined) return is ? looser(`new recipient ${name} of ${id}`) : TIGHTER;
      if (detail === 'items') return is ? looser(`${name} receives more of ${id}`) : TIGHTER;
      return detail === 'country' ? looser(`${name} receives ${id} in another country`) : NEUTRAL;
    case 'events':
    case 'cookies':
      return is ? NEUTRAL : TIGHTER;
    default:
      return NEUTRAL;
  }
}

/** The regimes that a region really has: leaving out a line can loosen it too. */
function judgeRegime(key: string, before: PolicyDocument, after: PolicyDocument): Judgement {
  const region = key === 'default' ? null : key;
  const [was, is] = [regimeOf(before.regimes, region), regimeOf(after.regimes, region)];
  if (was === is) return NEUTRAL;
  return asStrict(is, was) ? TIGHTER : looser(`a looser regime in ${key} (${was} → ${is})`);
}

/** What a change as a whole means. */
export interface Change {
  /** Why visitors must be asked again; empty where they need not. */
  reasons: string[];
  /** Nothing is looser, and whatever else differs is stricter: nobody needs time to object. */
  tightensOnly: boolean;
  loosens: boolean;
}

export function changeOf(before: PolicyDocument, after: PolicyDocument): Change {
  const found = differences(before, after);
  return {
    reasons: found.flatMap(({ material }) => material ?? []),
    tightensOnly: found.length > 0 && found.every(({ effect }) => effect === 'tighter'),
    loosens: found.some(({ effect }) => effect === 'looser'),
  };
}
