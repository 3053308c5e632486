// What browsers send: the same bodies go to the collector and to the baselines.
import { randomBytes, randomUUID } from 'node:crypto';

const purposes = { preferences: true, analytics: true, marketing: true };

const receipt = (subject) => ({
  id: randomUUID(),
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

/** Bodies with `size` page views each, of all the subjects in turn; every id is new. */
export function eventsOf(subjects, size) {
  let turn = 0;
  return () => {
    const at = new Date().toISOString();
    const events = Array.from({ length: size }, (_, seq) => ({
      id: randomUUID(),
      name: 'page_view',
      at,
      seq,
      page: { url: 'https://shop.example/p/oak-lamp', title: 'Oak lamp', id: 'p1' },
    }));
    return JSON.stringify({ subject: subjects[turn++ % subjects.length], sentAt: at, events });
  };
}

/** A new visitor's choice in each body. */
export const newReceipt = () => JSON.stringify(receipt(randomBytes(16).toString('base64url')));
