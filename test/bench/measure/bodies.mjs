// What browsers send: the same bodies go to the collector and to the baselines.
import { randomBytes } from 'node:crypto';

const purposes = { preferences: true, analytics: true, marketing: true };

/** UUIDs of version 7 that cost a load generator nothing: time, then a count that begins anywhere. */
function uuids() {
  let count = randomBytes(6).readUIntBE(0, 6);
  const tail = randomBytes(3).toString('hex').slice(0, 3);
  return () => {
    const time = Date.now().toString(16).padStart(12, '0');
    const rest = (count++).toString(16).padStart(12, '0').slice(-12);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${tail}-8${tail}-${rest}`;
  };
}

const nextReceipt = uuids();
const receipt = (subject) => ({
  id: nextReceipt(),
  subject,
  purposes,
  policyVersion: 1,
  method: 'accept-all',
  locale: 'en',
  at: new Date().toISOString(),
});

/** Visitors of a collector who have consented. */
export async function consenting(url, count) {
  const subjects = Array.from({ length: count }, () => randomBytes(16).toString('base64url'));
  for (const subject of subjects) {
    const body = JSON.stringify(receipt(subject));
    const answer = await fetch(`${url}/v1/demo/receipts`, { method: 'POST', body });
    if (answer.status !== 201) throw new Error(`a receipt was answered ${answer.status}`);
  }
  return subjects;
}

/** One page view, as the SDK sends it. */
export const pageView = (id, at, seq) => ({
  id,
  name: 'page_view',
  at,
  seq,
  page: { url: 'https://shop.example/p/oak-lamp', title: 'Oak lamp', id: 'p1' },
});

/** Bodies with `size` page views each, of all the subjects in turn; every id is new. */
export function eventsOf(subjects, size) {
  const nextId = uuids();
  let turn = 0;
  return () => {
    const at = new Date().toISOString();
    const events = Array.from({ length: size }, (_, seq) => pageView(nextId(), at, seq));
    return JSON.stringify({ subject: subjects[turn++ % subjects.length], sentAt: at, events });
  };
}

/** A new visitor's choice in each body. */
export const newReceipt = () => JSON.stringify(receipt(randomBytes(16).toString('base64url')));
