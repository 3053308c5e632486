import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Request } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { readQuery } from '../../http/query.ts';
import type { StoredEvent } from '../../store/port.ts';
import { eventsFor } from '../../use.ts';
import { policyOf } from '../policy.ts';

export const eventsQuery = z.object({ for: z.string('expected a purpose of the policy').max(40) });

/** Bytes that are sent at once. */
const CHUNK = 16_384;

/** `GET /admin/v1/{site}/events.ndjson?for=PURPOSE`: the events that may be used for it now, one a line. */
export const getEvents = (deps: Deps) =>
  async function events(c: Request): Promise<Response> {
    const purpose = await purposeFor(c, deps);
    const stream = linesOf(eventsFor(c.get('site'), purpose, deps.now), (error) =>
      deps.log.unexpected(error, { route: c.req.routePath }),
    );
    return c.body(stream, 200, { 'content-type': 'application/x-ndjson' });
  };

/** The purpose that the query names, if the policy in effect has it. */
async function purposeFor(c: Request, deps: Deps): Promise<string> {
  const { for: purpose } = readQuery(c, eventsQuery);
  const current = await policyOf(c, deps);
  if (current.document.purposes.some(({ id }) => id === purpose)) return purpose;
  const message = 'expected a purpose of the policy in effect';
  throw new Problem('invalid', message, { errors: [{ path: 'for', message }] });
}

/** Asks for the next events when the client has taken the last: a slow one fills no memory. */
function linesOf(
  events: AsyncGenerator<StoredEvent, void, undefined>,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let left = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        let lines = '';
        while (lines.length < CHUNK) {
          const { done, value } = await events.next();
          if (left) return;
          if (!done) {
            const { event, ...about } = value;
            lines += `${JSON.stringify({ ...event, ...about })}\n`;
            continue;
          }
          if (lines) controller.enqueue(encoder.encode(lines));
          controller.close();
          return;
        }
        controller.enqueue(encoder.encode(lines));
      } catch (error) {
        onError(error);
        // A broken connection, so that nobody takes a part for the whole.
        controller.error(new Error('the reading ended early'));
      }
    },
    async cancel() {
      left = true;
      await events.return();
    },
  });
}
