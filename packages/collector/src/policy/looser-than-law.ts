import { asStrict, type PolicyDocument, type PolicyError, parseRegion, regimeOf } from '@sayso/protocol';
import { LAWS, type Law, type LawSource, lawOf } from '@sayso/protocol/law';
import { missingItems } from './separate-consents.ts';

/** One point in which a policy is looser than the law table, with the field that makes it so. */
export interface Finding extends PolicyError {
  /** `US-CA`, or `default` for visitors of whom no region is known. */
  region: string;
  /** What the law asks, and what the policy says. */
  asks: string;
  says: string;
  source: string;
}

type Compared = Pick<PolicyDocument, 'regimes' | 'ask' | 'signals'>;
type Whole = Compared & Partial<Pick<PolicyDocument, 'purposes' | 'texts'>>;

/**
 * All points in which a policy is looser than the law table: a later start in some region, its own or by
 * falling to its country or `default`; a signal that is not heeded; a no that is not left alone for long
 * enough. Each region of the table counts, whether or not a proxy could ever tell it. Pure.
 *
 * A wait after an opt-out is kept by Sayso itself: outside of opt-in regions nobody is asked again about a
 * no (contract section 5), so only waits after a refusal are compared with `ask.refusedDays`.
 */
export function looserThanLaw(policy: Whole): Finding[] {
  const own = Object.keys(policy.regimes).filter((region) => !LAWS.some((law) => law.region === region));
  const laws = [...LAWS, ...own.map((region) => ({ ...lawOf(region), region, name: lawOf(region).name }))];
  return [...unevenDays(policy.ask), ...laws.flatMap((law) => findings(policy, law)), ...untold(policy)];
}

/** What South Korea wants said before data is handed to others or leaves the country, by the purpose. */
export const PROVISIONS: Readonly<Record<string, string>> = {
  'third-party-provision': 'Art. 17(2)',
  'overseas-transfer': 'Art. 28-8(2)',
};

function untold({ purposes = [], texts = {} }: Whole): Finding[] {
  return missingItems({ purposes, texts }).flatMap(({ path, id, message }) => {
    const section = PROVISIONS[id];
    if (!section) return [];
    const law = {
      ...lawOf('KR'),
      sources: [{ title: 'Personal Information Protection Act (PIPA)', section }],
    };
    const { source, ...found } = finding(law, path, `a consent of its own that says so`, message);
    return [{ ...found, source, message: `${id}: ${message}. KR (${law.name}): ${source}` }];
  });
}

/** The same for what is enacted and not yet in force: what will have to change, and by which day. */
export function looserThanComing(policy: Compared): Finding[] {
  return LAWS.flatMap((law) => {
    if (!law.coming) return [];
    const { from, ...changes } = law.coming;
    const now = new Set(findings(policy, law).map(({ path }) => path));
    return findings(policy, { ...law, ...changes })
      .filter(({ path }) => !now.has(path))
      .map((finding) => ({ ...finding, message: `from ${from}: ${finding.message}` }));
  });
}

function findings({ regimes, ask, signals }: Compared, law: Law): Finding[] {
  const region = parseRegion(law.region);
  const found: Finding[] = [];
  const regime = regimeOf(regimes, region);
  if (!asStrict(regime, law.regime)) {
    found.push(finding(law, `regimes.${keyOf(regimes, region)}`, law.regime, regime));
  }
  if (law.signals.includes('gpc') && !signals.gpc) {
    found.push(finding(law, 'signals.gpc', 'Global Privacy Control to be heeded', 'not to heed it'));
  }
  const { wait } = law;
  if (wait?.after === 'refusal' && ask.refusedDays < wait.days) {
    const asks = `${wait.days} days before asking again`;
    found.push(finding(law, 'ask.refusedDays', asks, `${ask.refusedDays} days`));
  }
  return found;
}

/** Who says no may not be asked more often than who says yes, anywhere. */
function unevenDays({ grantedDays, refusedDays }: Compared['ask']): Finding[] {
  if (refusedDays >= grantedDays) return [];
  const anywhere: Law = {
    ...lawOf(null),
    name: 'every region',
    sources: [
      {
        title: 'CNIL, délibération 2020-092',
        section: 'a refusal is remembered as long as a yes',
        url: 'https://www.cnil.fr/',
      },
    ],
  };
  const asks = `a no to be left alone for at least as long as a yes (grantedDays, ${grantedDays} days)`;
  return [finding(anywhere, 'ask.refusedDays', asks, `${refusedDays} days`)];
}

function finding(law: Law, path: string, asks: string, says: string): Finding {
  const source = law.sources.map(cited).join('; ') || (law.note ?? '');
  const message = `${law.region} (${law.name}): the law asks for ${asks}, the policy says ${says}. ${source}`;
  return { path, message, region: law.region, asks, says, source };
}

const cited = ({ title, section, url }: LawSource): string => `${title}, ${section}${url ? ` <${url}>` : ''}`;

/** The line of `regimes` that decides for a region. */
const keyOf = (regimes: Compared['regimes'], region: string | null): string =>
  (region ? [region, region.slice(0, 2)] : []).find((key) => Object.hasOwn(regimes, key)) ?? 'default';
