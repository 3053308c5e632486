// In place of the trackers' collectors: answers as they do, and counts the events that it was sent.
import { createServer } from 'node:http';
import { trackers } from './list.mjs';

const ALLOWED = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-credentials': 'true',
  'access-control-max-age': '7200',
};

/** A server of `/{id of a tracker}/…`, not yet listening; `countOf(id, name)` are the events of that name so far. */
export function createStandIn() {
  const counts = new Map();
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const [, id, path] = /^\/([a-z]+)\/([^?]*)/.exec(request.url ?? '') ?? [];
    const tracker = trackers.find((one) => one.id === id);
    const allowed = {
      ...ALLOWED,
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    };
    if (!tracker || request.method === 'OPTIONS') {
      response.writeHead(tracker ? 204 : 404, allowed).end();
      return;
    }
    const { status = 200, type, body } = tracker.answer(path);
    response.writeHead(status, { ...allowed, 'content-type': type }).end(body);
    if (request.method !== 'POST') return;
    for (const name of tracker.names(path, Buffer.concat(chunks))) {
      const key = `${id} ${name}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  return { server, countOf: (id, name) => counts.get(`${id} ${name}`) ?? 0 };
}
