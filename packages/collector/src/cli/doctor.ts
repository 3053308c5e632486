import { DAY, toMs } from '@sayso/protocol';
import { type Given, warnings } from '../env.ts';
import { currentPolicy } from '../policy/current.ts';
import { examine, type Finding, messageOf } from '../store/examine.ts';
import type { Store } from '../store/port.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { openAt, placeOf, withStore } from './place.ts';

/** `doctor`: what is wrong with a set-up, and what to do; exit 1 if anything is. */
export async function doctor(_rest: readonly string[], given: Given, io: Io): Promise<number> {
  const place = placeOf(given, io);
  if (given['clock-is-right']) await withStore(given, io, 'exist', ({ store }) => store.trustClock());
  const findings: Finding[] = [...settings(io), ...examine({ ...place, now: io.now() })];
  // A store that can't be opened would only say again what is wrong.
  const isWell = !findings.some((finding) => 'wrong' in finding);
  if (isWell) findings.push(...(await sites(place, io)));
  for (const finding of findings) {
    if ('well' in finding) io.out(`well   ${finding.of}: ${finding.well}.`);
    else io.out(`WRONG  ${finding.of}: ${finding.wrong}. To do: ${finding.todo}.`);
  }
  const wrong = findings.filter((finding) => 'wrong' in finding).length;
  io.out(wrong ? `${wrong} of ${findings.length} things are wrong.` : 'Nothing is wrong.');
  return wrong ? EXIT.refused : EXIT.ok;
}

function settings({ env }: Io): Finding[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const node: Finding =
    major > 20 || (major === 20 && minor >= 19)
      ? { of: 'Node', well: process.version }
      : { of: 'Node', wrong: `${process.version} is too old`, todo: 'install 20.19 or newer' };
  const unread = warnings(env).map((warning) => ({
    of: 'settings',
    wrong: warning.replace(/[.?]$/, ''),
    todo: 'correct it or take it out',
  }));
  return [node, ...unread];
}

/** What the sites need to work and to keep what they promise. */
async function sites(place: Parameters<typeof openAt>[0], { now }: Io): Promise<Finding[]> {
  let store: Store | undefined;
  try {
    // Whoever looks changes nothing.
    ({ store } = await openAt(place, now, { change: false }));
    await store.ready();
    const all = await store.sites();
    if (all.length === 0)
      return [{ of: 'sites', wrong: 'there is none', todo: 'make one with `sayso site create`' }];
    const findings: Finding[] = [];
    for (const { id } of all) {
      const site = await store.site(id);
      if (!site) continue;
      const of = `site ${id}`;
      const current = currentPolicy(await site.policies(), now());
      const { sweptAt } = await site.retained();
      if (!current) {
        findings.push({
          of,
          wrong: 'it has no policy in effect',
          todo: `publish one with \`sayso policy publish ${id} FILE\``,
        });
      } else if (sweptAt !== null && now() - toMs(sweptAt) > DAY) {
        findings.push({
          of,
          wrong: `nobody has looked since ${sweptAt} for what is over`,
          todo: 'let `sayso serve` run: it removes what the policy says',
        });
      } else {
        const swept = sweptAt === null ? 'retention has not run yet' : `retention last ran ${sweptAt}`;
        findings.push({ of, well: `policy ${current.version} is in effect, ${swept}` });
      }
    }
    return findings;
  } catch (error) {
    return [{ of: 'store', wrong: messageOf(error), todo: 'see the table of faults in docs/operations.md' }];
  } finally {
    await store?.close();
  }
}
