import { LIMITS, type PolicyDocument, type PolicyError, parsePolicy } from '@sayso/protocol';
import type { SiteStore } from '../store/port.ts';
import { canonicalJson } from './canonical.ts';
import { looserThanLaw } from './looser-than-law.ts';
import { type Plan, type PlanInput, planPublish } from './plan.ts';
import { unsupported } from './unsupported.ts';

/** `typ` of the signed statement that a version was published. */
export const POLICY_TYP = 'sayso-policy+jwt';

/** Signs a statement: a compact JWS with this `typ`. */
export type Sign = (typ: string, payload: object) => Promise<string>;

const MAX_REASON = 500;

/** Whether a text can stand in public for why a policy is looser than the law. */
export const isReason = (text: string): boolean => text.trim() !== '' && text.length <= MAX_REASON;

export type PublishOptions = Pick<PlanInput, 'material' | 'effective' | 'ownRisk'>;

/** A document that may be published, or all that speaks against it. Takes any JSON. */
export function checkPolicy(
  given: unknown,
): { given: Record<string, unknown>; document: PolicyDocument } | { errors: PolicyError[] } {
  const parsed = parsePolicy(given);
  if ('errors' in parsed) return parsed;
  const errors = unsupported(parsed.policy);
  if (errors.length) return { errors };
  const size = Buffer.byteLength(canonicalJson(given));
  if (size > LIMITS.body) {
    return { errors: [{ path: '', message: `has ${size} bytes; at most ${LIMITS.body} are allowed` }] };
  }
  // Parsing shows that it is an object.
  return { given: given as Record<string, unknown>, document: parsed.policy };
}

/** Why nothing was published; by HTTP both codes are a 422. */
export interface PublishRefusal {
  code: 'invalid' | 'looser-than-law';
  errors: PolicyError[];
}

/**
 * Publishes the next version: into the public history, and as a signed statement into the log. The answer
 * comes when it is on disk. Looser than the law table only with a reason, which is published with it.
 * `now` in milliseconds since 1970.
 */
export async function publishPolicy(
  store: SiteStore,
  sign: Sign,
  given: unknown,
  options: PublishOptions,
  now: number,
): Promise<Plan | PublishRefusal> {
  const invalid = (errors: PolicyError[]): PublishRefusal => ({ code: 'invalid', errors });
  const checked = checkPolicy(given);
  if ('errors' in checked) return invalid(checked.errors);
  if (options.ownRisk !== undefined && !isReason(options.ownRisk)) {
    return invalid([{ path: 'own-risk', message: `needs a reason of at most ${MAX_REASON} characters` }]);
  }
  const looser = options.ownRisk === undefined ? looserThanLaw(checked.document) : [];
  if (looser.length) {
    return { code: 'looser-than-law', errors: looser.map(({ path, message }) => ({ path, message })) };
  }
  const { id: site, logOrigin: log } = store.site;
  return store.write(async (tx) => {
    const plan = planPublish({ ...options, ...checked, history: await tx.policies(), now });
    if ('errors' in plan) return invalid(plan.errors);
    const { version, hash, publishedAt, effectiveAt, materialSince, ownRisk } = plan.policy;
    const statement = {
      iss: issuerOf(log, site),
      log,
      site,
      version,
      hash,
      publishedAt,
      effectiveAt,
      materialSince,
      ...(ownRisk === undefined ? {} : { ownRisk }),
    };
    await tx.publish(plan.policy, await sign(POLICY_TYP, statement));
    return plan;
  });
}

/** The name of the collector is the log's without the site: fixed when the site is made, on every machine the same. */
export const issuerOf = (log: string, site: string): string => log.slice(0, -site.length - 1);
