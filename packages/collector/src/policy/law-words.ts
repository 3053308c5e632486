import { type PolicyDocument, regimeOf } from '@sayso/protocol';
import { LAWS, WORDS } from '@sayso/protocol/law';

/**
 * The words that laws give literally, by region and then by their id, for the regions in which something of
 * this policy starts without a yes. A region that asks for what its country does is not named again.
 */
export function lawWords({
  regimes,
}: Pick<PolicyDocument, 'regimes'>): Record<string, Record<string, string>> {
  const named: Record<string, Record<string, string>> = {};
  const laws = LAWS.filter(({ region, words }) => words.length && regimeOf(regimes, region) !== 'opt-in');
  for (const { region, words } of laws) {
    const country = laws.find((law) => law.region === region.slice(0, 2));
    if (country && country.region !== region && country.words === words) continue;
    named[region] = Object.fromEntries(words.map((id) => [id, WORDS[id].text]));
  }
  return named;
}
