import { Hono } from 'hono';
import type { Deps } from './deps.ts';
import type { Vars } from './http/context.ts';
import { readFacts } from './http/facts.ts';
import { limit } from './http/limit.ts';
import { cors } from './http/origin.ts';
import { Problem } from './http/problem.ts';
import { createRate } from './http/rate.ts';
import { security } from './http/security.ts';
import { bindSite } from './http/site.ts';
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
import { getOptOut, postOptOut } from './routes/opt-out.ts';
import { getPixel } from './routes/pixel.ts';
import { getPolicies, getPolicy, getPolicyVersion } from './routes/policy.ts';
import { postReceipt } from './routes/receipts.ts';
import { getAsset, getScript } from './routes/script.ts';
import { postSegment } from './routes/segment.ts';
import { getCounts, getStart } from './routes/start.ts';
import { getVerify } from './routes/verify.ts';
import { getGpc, getJwks } from './routes/well-known.ts';
import { StoreUnavailable } from './store/unavailable.ts';

/** All routes and middleware, in order. */
export function createApp(deps: Deps): Hono<Vars> {
  const { store, options, log, now } = deps;
  const choices = createRate(options.rate && 1, 20);

  const app = new Hono<Vars>();
  app.use(security);
  app.use(readFacts(options));
  app.get('/healthz', getHealth);
  app.get('/readyz', getReady(deps));
  const requests = createRate(options.rate, options.rate * 2);
  app.get('/v1/:site/pixel.gif', getPixel(deps, requests));
  // Before the limit, so that a page of the site can read its Retry-After.
  app.use('/v1/:site/*', bindSite(store), cors);
  app.use(limit(requests, now));

  app.get('/', getStart(deps));
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
  app.use('/p/:site/*', bindSite(store));
  app.get('/p/:site/policies', getHistory(deps));
  app.get('/v1/:site/policies/:version', getPolicyVersion);
  app.post('/v1/:site/receipts', postReceipt(deps, choices));
  app.post('/v1/:site/events', postEvents(deps));
  app.post('/v1/:site/segment/batch', postSegment(deps));
  app.get('/v1/:site/opt-out', getOptOut(deps));
  app.post('/v1/:site/opt-out', postOptOut(deps, choices));
  app.get('/v1/:site/me', getMe(deps));
  app.delete('/v1/:site/me', deleteMe(deps));
  app.post('/v1/:site/me/requests', postRequest(deps));

  app.notFound(() => new Problem('not-found', 'there is nothing at this address').response());
  app.onError((error) => {
    if (error instanceof Problem) return error.response();
    if (error instanceof StoreUnavailable) {
      return new Problem('busy', 'nothing can be stored now', { retryAfter: 1 }).response();
    }
    log.unexpected(error);
    return new Problem('internal', 'an error that we did not expect; it is in our log').response();
  });
  return app;
}
