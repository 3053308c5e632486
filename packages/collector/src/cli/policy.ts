import { basename } from 'node:path';
import { DAY, type PolicyDocument, toDay, toMs } from '@sayso/protocol';
import type { Given } from '../env.ts';
import { advise } from '../policy/advice.ts';
import { differenceLine } from '../policy/difference-line.ts';
import { differences } from '../policy/material.ts';
import type { Plan } from '../policy/plan.ts';
import { checkPolicy, publishPolicy } from '../policy/publish.ts';
import { readSource, type SourceError } from '../policy/source.ts';
import { recordChange } from './audit.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { siteOf, withStore } from './place.ts';
import { heedLaw, ownRiskOf } from './policy-law.ts';
import { read } from './read-file.ts';

/** `policy check F` */
export async function checkFile([file = '']: readonly string[], given: Given, io: Io): Promise<number> {
  const { document } = readPolicy(file, ownRiskOf(given['own-risk']), io);
  const { purposes, texts, regimes } = document;
  const languages = Object.keys(texts);
  io.out(
    `${file}: fine. ${purposes.length} purposes, ${regimes.default} by default, words in ${languages.join(', ') || 'no language of its own'}.`,
  );
  return EXIT.ok;
}

/** `policy publish SITE F` */
export async function publishFile(
  [site = '', file = '']: readonly string[],
  given: Given,
  io: Io,
): Promise<number> {
  const ownRisk = ownRiskOf(given['own-risk']);
  const policy = readPolicy(file, ownRisk, io);
  return withStore(given, io, 'exist', async ({ store, signing }) => {
    const options = {
      ...(given.material === true ? { material: true } : {}),
      ...(typeof given.effective === 'string' ? { effective: given.effective } : {}),
      ...(ownRisk === undefined ? {} : { ownRisk }),
    };
    const target = await siteOf(store, site);
    const plan = await publishPolicy(target, signing.sign, policy.given, options, io.now());
    if ('errors' in plan) {
      throw new CliError(EXIT.refused, ...plan.errors.map(({ path, message }) => `--${path}: ${message}.`));
    }
    await recordChange(store, io, 'policy publish', site, String(plan.policy.version));
    for (const line of outcome(site, plan, io.now())) io.out(line);
    if (tooSoon(plan)) {
      io.err(
        `sayso: warning: that is sooner than the ${plan.policy.document.notice.materialChangeDays} days of notice.materialChangeDays, which the policy promises.`,
      );
    }
    return EXIT.ok;
  });
}

/** `policy diff SITE A B` */
export const diffVersions = (
  [site = '', a = '', b = '']: readonly string[],
  given: Given,
  io: Io,
): Promise<number> =>
  withStore(given, io, 'exist', async ({ store }) => {
    const policies = await (await siteOf(store, site)).policies();
    const [before, after] = [a, b].map((text) => {
      const found = policies.find(({ version }) => String(version) === text);
      if (found) return found.document;
      const known = policies.length ? `it has 1 to ${policies.length}` : 'it has none yet';
      throw new CliError(
        EXIT.refused,
        `${site} has no policy version ${JSON.stringify(text.slice(0, 20))}: ${known}.`,
      );
    }) as [PolicyDocument, PolicyDocument];
    const found = differences(before, after);
    for (const difference of found) io.out(differenceLine(difference));
    if (found.length === 0) io.out(`Versions ${a} and ${b} say the same.`);
    return EXIT.ok;
  });

/** Reads and checks a file; what is wrong is told with its lines, what is odd as a warning. */
function readPolicy(
  file: string,
  ownRisk: string | undefined,
  io: Io,
): { given: Record<string, unknown>; document: PolicyDocument } {
  const source = readSource(read(file, io), basename(file));
  if ('errors' in source) throw refusal(file, source.errors);
  const checked = checkPolicy(source.given);
  if ('errors' in checked) {
    const errors = checked.errors.map((error) => ({ ...error, line: source.lineOf(error.path) }));
    throw refusal(
      file,
      errors.map(({ line, ...error }) => (line === undefined ? error : { ...error, line })),
    );
  }
  heedLaw(checked.document, (path) => where(file, path, source.lineOf(path)), ownRisk, io);
  for (const advice of advise(checked.document)) io.err(`sayso: warning: ${advice}`);
  return checked;
}

const refusal = (file: string, errors: readonly SourceError[]): CliError =>
  new CliError(
    EXIT.refused,
    ...errors.map(({ path, message, line }) => `${where(file, path, line)} ${message}`),
  );

/** `policy.json:12: purposes[0].id:` */
const where = (file: string, path: string, line: number | undefined): string =>
  `${file}${line === undefined ? '' : `:${line}`}:${path && ` ${path}:`}`;

function outcome(site: string, { policy, reasons, replaces }: Plan, now: number): string[] {
  const { version, hash, effectiveAt } = policy;
  const days = Math.ceil((toMs(effectiveAt) - now) / DAY);
  return [
    `Published version ${version} of the policy of ${site} (${hash}).`,
    days > 0
      ? `It takes effect on ${toDay(toMs(effectiveAt))}, in ${days} days; until then nothing changes.`
      : 'It is in effect now.',
    ...(replaces === null ? [] : [`Version ${replaces}, which was waiting, never takes effect.`]),
    ...(reasons.length ? [`Visitors are asked again: ${reasons.join('; ')}.`] : []),
  ];
}

/** Somebody chose an earlier day than the document promises. */
const tooSoon = ({ policy, reasons }: Plan): boolean =>
  policy.version > 1 &&
  reasons.some((text) => !/is sensitive now$/.test(text)) &&
  toMs(policy.effectiveAt) < toMs(policy.publishedAt) + policy.document.notice.materialChangeDays * DAY;
