import { Hono } from 'hono';
import type { Deps } from './deps.ts';
import { createAdmit } from './http/admit.ts';
import { createChoiceLimits } from './http/choice-limits.ts';
import type { Vars } from './http/context.ts';
import { readFacts } from './http/facts.ts';
import { limit, limitSite } from './http/limit.ts';
import { measure } from './http/measure.ts';
import { cors } from './http/origin.ts';
import { Problem } from './http/problem.ts';
import { createRate } from './http/rate.ts';
import { security } from './http/security.ts';
import { bindSite, unlessClosed } from './http/site.ts';
import { getAudience } from './routes/admin/audiences.ts';
import { getAudit } from './routes/admin/audit.ts';
import { getEvents } from './routes/admin/events.ts';
import { deleteKey, getKeys, postKey } from './routes/admin/keys.ts';
import { getSitePolicies, postPolicy } from './routes/admin/policies.ts';
import { getSites } from './routes/admin/sites.ts';
import { getRefusals, getStats } from './routes/admin/stats.ts';
import { deleteSubject, getRequests, getSubject } from './routes/admin/subjects.ts';
import { postEvents } from './routes/events.ts';
import { getHealth, getReady } from './routes/health.ts';
import { getFeed, getHistory } from './routes/history.ts';
import {
  getCheckpoint,
  getLeafProof,
  getLog,
  getLogKey,
  getReceiptProof,
  getTile,
  getWitnessed,
} from './routes/log.ts';
import { deleteMe, getMe, postRequest } from './routes/me.ts';
import { getMetrics } from './routes/metrics.ts';
import { getOpenApi } from './routes/openapi.ts';
import { getOptOut, postOptOut } from './routes/opt-out.ts';
import { getPixel } from './routes/pixel.ts';
import { getPolicies, getPolicy, getPolicyVersion } from './routes/policy.ts';
import { postReceipt } from './routes/receipts.ts';
import { getAsset, getScript } from './routes/script.ts';
import { postSegment } from './routes/segment.ts';
import { getSitePage } from './routes/site-page.ts';
import { getCounts, getStart } from './routes/start.ts';
import { getVerify } from './routes/verify.ts';
import { getGpc, getJwks } from './routes/well-known.ts';
import { StoreUnavailable } from './store/unavailable.ts';
import { createWatch, type Watch } from './watch.ts';

/** All routes and middleware, in order. */
export function createApp(deps: Deps, { metrics, outage }: Watch = createWatch(deps)): Hono<Vars> {
  const { store, options, log, now } = deps;
  const choices = createChoiceLimits(options.rate, log);

  const app = new Hono<Vars>();
  app.use(measure(metrics, deps.telemetry ?? null));
  app.use(security);
  app.use(readFacts(options));
  app.get('/healthz', getHealth);
  app.get('/readyz', getReady(deps));
  app.get('/metrics', getMetrics(deps, metrics));
  const requests = createRate(options.rate, options.rate * 2);
  app.get('/v1/:site/pixel.gif', getPixel(deps, requests));
  const ofSite = createRate(options.rate * 100, options.rate * 200);
  // Before the limits, so that a page of the site can read its Retry-After.
  app.use('/v1/:site/*', bindSite(store), cors, unlessClosed);
  app.use(limit(requests, now));
  app.use('/v1/:site/*', limitSite(ofSite, now));

  app.get('/', getStart(deps));
  app.get('/openapi.json', getOpenApi);
  if (options.demo) app.get('/counts', getCounts(deps));
  app.get('/s/:file', getScript(deps));
  app.get('/assets/:build/:file', getAsset(deps));
  app.get('/.well-known/gpc.json', getGpc(deps));
  app.get('/.well-known/jwks.json', getJwks(deps));

  app.get('/verify', getVerify(deps));
  app.use('/log/:site/*', bindSite(store));
  app.get('/log/:site/checkpoint', getCheckpoint(deps));
  app.get('/log/:site/witnessed', getWitnessed(deps));
  app.get('/log/:site/key', getLogKey(deps));
  app.get('/log/:site/tile/*', getTile(deps));
  app.get('/v1/:site/log', getLog(deps));
  app.get('/v1/:site/proof', getLeafProof(deps));
  app.get('/v1/:site/receipts/:id/proof', getReceiptProof(deps));

  app.get('/v1/:site/policy', getPolicy(deps));
  app.get('/v1/:site/policies', getPolicies);
  app.get('/v1/:site/policies.atom', getFeed);
  app.use('/p/:site/*', bindSite(store), unlessClosed);
  app.get('/p/:site', getSitePage(deps));
  app.get('/p/:site/policies', getHistory(deps));
  app.get('/v1/:site/policies/:version', getPolicyVersion);
  app.post('/v1/:site/receipts', postReceipt(deps, choices));
  app.post('/v1/:site/events', postEvents(deps, metrics));
  app.post('/v1/:site/segment/batch', postSegment(deps, metrics));
  app.get('/v1/:site/opt-out', getOptOut(deps));
  app.post('/v1/:site/opt-out', postOptOut(deps, choices));
  app.get('/v1/:site/me', getMe(deps));
  app.delete('/v1/:site/me', deleteMe(deps));
  app.post('/v1/:site/me/requests', postRequest(deps));

  const admit = createAdmit(deps);
  app.get('/admin/v1/sites', admit('analyst', 'auditor'), getSites(deps));
  app.get('/admin/v1/keys', admit('owner'), getKeys(deps));
  app.post('/admin/v1/keys', admit('owner'), postKey(deps));
  app.delete('/admin/v1/keys/:id', admit('owner'), deleteKey(deps));
  app.get('/admin/v1/audit', admit('auditor'), getAudit(deps));
  app.get('/admin/v1/:site/policies', admit('analyst', 'auditor'), getSitePolicies);
  app.post('/admin/v1/:site/policies', admit('operator'), postPolicy(deps));
  app.get('/admin/v1/:site/stats', admit('analyst'), getStats(deps));
  app.get('/admin/v1/:site/refusals', admit('analyst'), getRefusals(deps));
  app.get('/admin/v1/:site/requests', admit('operator'), getRequests);
  app.get('/admin/v1/:site/subjects/:hash', admit('operator'), getSubject);
  app.delete('/admin/v1/:site/subjects/:hash', admit('operator'), deleteSubject(deps));
  app.get('/admin/v1/:site/audiences/:file', admit('operator'), getAudience(deps));
  app.get('/admin/v1/:site/events.ndjson', admit('operator'), getEvents(deps));

  app.notFound(() => new Problem('not-found', 'there is nothing at this address').response());
  app.onError((error) => {
    if (error instanceof Problem) return error.response();
    if (error instanceof StoreUnavailable) {
      outage(error);
      return new Problem('busy', 'nothing can be stored now', { retryAfter: 1 }).response();
    }
    log.unexpected(error);
    return new Problem('internal', 'an error that we did not expect; it is in our log').response();
  });
  return app;
}
