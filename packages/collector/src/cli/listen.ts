import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { TurnAway } from '../http/shed.ts';

/** A server that takes requests. */
export interface Listening {
  /** `http://127.0.0.1:8787` */
  url: string;
  /** Takes the connections that wait, and what they say. */
  takeWaiting(): Promise<void>;
  /** No new connections; resolves when what was accepted is answered, at the latest after `ms` milliseconds. */
  stop(ms: number): Promise<void>;
}

type Fetch = Parameters<typeof getRequestListener>[0];

const LIMITS = {
  // A slow client holds a connection for 14 s at most: Node looks once an interval.
  headersTimeout: 10_000,
  requestTimeout: 13_000,
  connectionsCheckingInterval: 1_000,
  // Longer than load balancers keep theirs, so that none sends into a connection that is closing.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
};

const MOST_CONNECTIONS = 10_000;
/** That wait to be taken; the system may allow fewer. */
const BACKLOG = 4_096;
/** Each turn of the event loop takes one new connection (libuv 1.45, uv__server_io): so many turns at most, while there are more. */
const MOST_TURNS = 64;
const MOST_HEADERS = 100;
const IDLE_MS = 60_000;

/** Rejects with the system's error if it can't listen there. */
export async function listen(
  fetch: Fetch,
  host: string,
  port: number,
  { turnAway = () => false, ...limits }: Partial<typeof LIMITS> & { turnAway?: TurnAway } = {},
): Promise<Listening> {
  const listener = getRequestListener(fetch);
  const server = createServer({ ...LIMITS, ...limits }, (incoming, outgoing) => {
    if (!turnAway(incoming, outgoing)) void listener(incoming, outgoing);
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.maxHeadersCount = MOST_HEADERS;
  // Who does not take its answer for so long loses it.
  server.setTimeout(IDLE_MS);
  const sockets = new Set<Socket>();
  let taken = 0;
  server.on('connection', (socket: Socket) => {
    taken++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, BACKLOG, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`,
    takeWaiting: async () => {
      for (let turns = 0, before = -1; turns < MOST_TURNS && taken > before; turns++) {
        before = taken;
        await turn();
      }
    },
    stop: (ms) => drain(server, sockets, ms),
  };
}

function drain(server: Server, sockets: ReadonlySet<Socket>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const sweep = (): void => {
      server.closeIdleConnections();
      // Node counts a connection that has not said anything as one that is about to.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    };
    const sweeping = setInterval(sweep, 20);
    const force = setTimeout(() => server.closeAllConnections(), ms);
    server.close(() => {
      clearInterval(sweeping);
      clearTimeout(force);
      resolve();
    });
    sweep();
  });
}
