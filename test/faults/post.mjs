import { setTimeout as sleep } from 'node:timers/promises';

/** One request; null where no whole answer came, so that nothing is known of what became of it. */
export async function ask(url, { method = 'POST', body, headers = {} } = {}) {
  try {
    const answer = await fetch(url, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'text/plain' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(10_000),
    });
    return { status: answer.status, json: /** @type {any} */ (await answer.json()) };
  } catch {
    return null;
  }
}

const GIVE_UP = 60_000;

/**
 * Asks until an answer comes, as a browser does over several pages; `busy` is none. Throws after a minute, `since` the
 * collector was started last: one that is killed again and again on a busy machine owes nobody an answer.
 */
export async function insist(attempt, since = () => 0) {
  const began = performance.now();
  for (;;) {
    const answer = await attempt();
    if (answer && answer.status !== 503) return answer;
    if (performance.now() > Math.max(began, since()) + GIVE_UP) throw new Error('no answer within a minute');
    await sleep(15);
  }
}
