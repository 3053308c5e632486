import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Listening, listen } from './listen.ts';

/** Sends text over a connection of its own; what came back, once it is closed. */
function speak(url: string, text: string): { socket: Socket; answer: Promise<string> } {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.write(text);
  return {
    socket,
    answer: new Promise((resolve) => {
      socket.on('error', () => {});
      socket.on('close', () => resolve(said));
    }),
  };
}

const open = (fetch: Parameters<typeof listen>[0]): Promise<Listening> => listen(fetch, '127.0.0.1', 0);
const GET = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';

test('a process that is busy takes the connections that wait at once, where a turn of its loop takes one', async () => {
  let asked = 0;
  const server = await open(() => {
    asked++;
    return new Response('here');
  });
  const answers = Array.from({ length: 100 }, () => speak(server.url, GET).answer);
  for (let breaths = 0; breaths < 4; breaths++) await server.takeWaiting();
  expect(asked).toBeGreaterThan(80);
  await server.stop(1_000);
  await Promise.all(answers);
});

test('what is turned away reaches no route', async () => {
  const server = await listen(() => new Response('route'), '127.0.0.1', 0, {
    turnAway: ({ url }, outgoing) => url === '/away' && Boolean(outgoing.end('turned away')),
  });
  expect(await (await fetch(`${server.url}/away`)).text()).toBe('turned away');
  expect(await (await fetch(server.url)).text()).toBe('route');
  await server.stop(1_000);
});

describe('a collector that is told to stop', () => {
  test('answers what it has accepted, and takes nothing new', async () => {
    let go = (): void => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const server = await open(async () => {
      await gate;
      return new Response('done');
    });
    const asked = speak(server.url, GET);
    await sleep(50);
    const stopped = server.stop(4_000);
    await sleep(50);
    await expect(fetch(server.url)).rejects.toThrow();
    go();
    expect(await asked.answer).toMatch(/200 OK(.|\n|\r)*done$/);
    await stopped;
  });

  test('does not wait for connections that say nothing', async () => {
    const server = await open(() => new Response('hello'));
    const silent = speak(server.url, '');
    const kept = speak(server.url, GET);
    await sleep(100);
    const began = performance.now();
    await server.stop(4_000);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await silent.answer).toBe('');
    expect(await kept.answer).toMatch(/hello$/);
  });

  test('waits no longer than it was told for a client that never comes to an end', async () => {
    const server = await open(async (request) => new Response(await request.text()));
    const slow = speak(server.url, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf');
    await sleep(50);
    const began = performance.now();
    await server.stop(200);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await slow.answer).not.toMatch(/200 OK/);
  });
});

test('a request whose headers are too large is refused, not read', async () => {
  const server = await open(() => new Response('hello'));
  const { answer, socket } = speak(
    server.url,
    `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
  );
  expect(await answer).toMatch(/^HTTP\/1\.1 431/);
  socket.destroy();
  await server.stop(100);
});

test('a port that is taken is told by its code', async () => {
  const server = await open(() => new Response(''));
  const { port } = new URL(server.url);
  await expect(listen(() => new Response(''), '127.0.0.1', Number(port))).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await server.stop(100);
});

describe('a client that is slow', () => {
  const LIMITS = { headersTimeout: 300, requestTimeout: 400, connectionsCheckingInterval: 50 };
  const HEAD = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n';

  test.each([
    ['its headers', HEAD],
    ['its body', `${HEAD}\r\nhalf`],
  ])('with %s is cut off, and others are served meanwhile', async (_what, begun) => {
    const server = await listen(
      async (request) => new Response(await request.text()),
      '127.0.0.1',
      0,
      LIMITS,
    );
    const slow = speak(server.url, begun);
    const drip = setInterval(() => slow.socket.write('x'), 40);
    const began = performance.now();
    expect(await (await fetch(server.url)).text()).toBe('');
    expect(await slow.answer).toMatch(/^(HTTP\/1\.1 408|$)/);
    expect(performance.now() - began).toBeLessThan(3_000);
    clearInterval(drip);
    await server.stop(100);
  });
});

test.each([
  'GET http://[ HTTP/1.1\r\nhost: x',
  'GET http://a:b:c/ HTTP/1.1\r\nhost: x',
  'GET // HTTP/1.1\r\nhost: x',
  'GET /%00%ff%zz HTTP/1.1\r\nhost: x',
  'GET / HTTP/1.1\r\nhost: [',
  'GET / HTTP/1.1\r\nhost: a b/c?d#e',
  'GET / HTTP/1.1',
  'OPTIONS * HTTP/1.1\r\nhost: x',
  'CONNECT x:1 HTTP/1.1\r\nhost: x',
  'GET javascript:alert(1) HTTP/1.1\r\nhost: x',
  `GET /${'a'.repeat(15_000)} HTTP/1.1\r\nhost: x`,
  'GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked',
  'GET / HTTP/9.9\r\nhost: x',
  'BREW / HTTP/1.1\r\nhost: x',
  'GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade',
  'POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 0',
])('a request that is none harms nobody: %s', async (text) => {
  const server = await open((request) => new Response(new URL(request.url).pathname.slice(0, 9)));
  const { answer, socket } = speak(server.url, `${text}\r\n\r\n`);
  setTimeout(() => socket.end(), 300);
  expect(await answer).not.toMatch(/HTTP\/1\.1 5\d\d/);
  expect((await fetch(server.url)).status).toBe(200);
  await server.stop(100);
});
