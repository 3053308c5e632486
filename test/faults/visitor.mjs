// One visitor who chooses, acts and withdraws, and writes down what was acknowledged.
import { randomBytes, randomUUID } from 'node:crypto';
import { ask, insist } from './post.mjs';

const PURPOSES = ['preferences', 'analytics', 'marketing'];
const ACTIONS = [
  { name: 'page_view', purpose: 'analytics' },
  { name: 'view_promotion', purpose: 'preferences', props: { promotion_id: 'spring' } },
  { name: 'add_to_wishlist', purpose: 'marketing', props: { items: [{ item_id: 'lamp' }] } },
];

/**
 * @param {{ url: () => string, random: () => number, since?: () => number }} options `url`: the collector to ask this time;
 * `since` when it is there, as `performance.now()` tells it.
 * The ledger (`stored`, `refused`, `receipts`) holds what was acknowledged; `problems`, answers that break a promise.
 */
export function createVisitor({ url, random, since }) {
  const subject = randomBytes(16).toString('base64url');
  const stored = new Set();
  const refused = new Set();
  const receipts = [];
  const problems = [];
  const unsure = [];
  let allowed = {};
  let repeats = 0;
  let lost = 0;

  const post = async (path, body, tries) => {
    const answer = await insist(() => {
      tries.count += 1;
      return ask(`${url()}/v1/demo/${path}`, { body });
    }, since);
    if (tries.count > 1) repeats += 1;
    // Stored at the first try, though its answer never came.
    if (tries.count > 1 && (path === 'events' ? answer.json.duplicate > 0 : answer.status === 200)) lost += 1;
    if (answer.status !== 200 && answer.status !== 201) {
      throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.json)}`);
    }
    return answer;
  };

  async function choose(method, purposes, known = true) {
    const body = {
      id: randomUUID(),
      ...(known ? { subject } : {}),
      purposes,
      policyVersion: 1,
      method,
      at: new Date().toISOString(),
    };
    const tries = { count: 0 };
    const { status, json } = await post('receipts', body, tries);
    if (tries.count === 1 && status !== 201) problems.push(`a new receipt answered ${status}`);
    if (!json.effective) problems.push(`a ${method} in its order had no effect`);
    receipts.push({ body, jws: json.receipt });
    if (known) allowed = purposes;
  }

  const batch = () =>
    Array.from({ length: 1 + Math.floor(random() * 20) }, (_, seq) => {
      const { purpose, ...action } = ACTIONS[Math.floor(random() * ACTIONS.length)];
      return { purpose, event: { id: randomUUID(), at: new Date().toISOString(), seq, ...action } };
    });

  const bodyOf = (given) => ({
    subject,
    sentAt: new Date().toISOString(),
    events: given.map(({ event }) => event),
  });

  /** Books an answer. `fresh`: what the standing choice allows must be in it, and nothing else. */
  function book(given, { accepted, duplicate, refused: no }, fresh) {
    const refusedNow = new Set(no.map(({ id }) => id));
    if (accepted + duplicate + refusedNow.size !== given.length)
      problems.push('an answer left out some events');
    if (accepted > 0 && duplicate > 0) problems.push('one batch was stored in parts');
    if (!fresh && accepted > 0)
      problems.push('an event from before a withdrawal was stored after its acknowledgement');
    for (const { event, purpose } of given) {
      const isRefused = refusedNow.has(event.id);
      if (fresh && isRefused === (allowed[purpose] === true)) {
        problems.push(`${purpose} was ${isRefused ? 'refused' : 'stored'} against the choice`);
      }
      (isRefused ? refused : stored).add(event.id);
    }
  }

  async function send(given) {
    const { json } = await post('events', bodyOf(given), { count: 0 });
    book(given, json, true);
    return json;
  }

  /** A retry that overtakes the first try. */
  async function sendTwice(given) {
    const both = await Promise.all([0, 1].map(() => ask(`${url()}/v1/demo/events`, { body: bodyOf(given) })));
    const [first, second] = both.map((answer) => (answer?.status === 200 ? answer.json : null));
    for (const json of [first, second]) if (json) book(given, json, true);
    if (first && second && first.accepted && second.accepted)
      problems.push('one batch was accepted two times');
    if (!first && !second) await send(given);
  }

  async function sendAgain(given) {
    const before = given.filter(({ event }) => stored.has(event.id)).length;
    const { duplicate, accepted } = await send(given);
    if (duplicate !== before || accepted > 0)
      problems.push('an acknowledged event was not known when sent again');
  }

  /** Tries once; if no answer comes the batch is kept for after the withdrawal. */
  async function sendOnce(given) {
    const answer = await ask(`${url()}/v1/demo/events`, { body: bodyOf(given) });
    if (answer?.status === 200) book(given, answer.json, true);
    else unsure.push(given);
  }

  async function visit() {
    const all = random() < 0.7;
    const yes = Object.fromEntries(PURPOSES.map((id) => [id, all || random() < 0.5]));
    await choose(all ? 'accept-all' : 'save', yes);
    for (let left = random() * 6; left > 0; left--) {
      const given = batch();
      const how = random();
      if (how < 0.2) await sendTwice(given);
      else await send(given);
      if (how > 0.8) await sendAgain(given);
    }
    await sendOnce(batch());
    const no = Object.fromEntries(PURPOSES.map((id) => [id, false]));
    await choose('withdraw', no);
    await send(batch());
    if (random() < 0.3) await choose('reject-all', no, false);
    for (const given of unsure.splice(0)) {
      book(given, (await post('events', bodyOf(given), { count: 0 })).json, false);
    }
  }

  return {
    subject,
    stored,
    refused,
    receipts,
    problems,
    repeats: () => repeats,
    lost: () => lost,
    /** Visits until it is over, at least once; then everything has been acknowledged. */
    async live(isOver) {
      try {
        do await visit();
        while (!isOver());
      } catch (error) {
        problems.push(error.message);
      }
    },
  };
}
