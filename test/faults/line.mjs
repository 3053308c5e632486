// A line between browsers and a collector that can be bad: it drops, delays and cuts.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** What of a bad line's requests goes wrong, each as a share; the rest goes well. */
const FAULTS = { refused: 0.15, swallowed: 0.1, cut: 0.12, late: 0.15 };
const LATE = 400;

/**
 * Passes on what comes to it. While it is `bad`, requests to `/v1/` are refused, lose their answer, get half of it or
 * wait; files go through, since a page without the script has nothing to lose.
 */
export async function openLine({ to, random = Math.random }) {
  const sockets = new Set();
  const counts = { passed: 0, refused: 0, swallowed: 0, cut: 0, late: 0 };
  let bad = false;
  const fate = (chunk) => {
    if (!bad || !/^(POST|GET|DELETE) \/v1\//.test(chunk)) return 'passed';
    let chance = random();
    for (const [name, share] of Object.entries(FAULTS)) {
      chance -= share;
      if (chance < 0) return name;
    }
    return 'passed';
  };
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    let now = 'passed';
    let wait = 0;
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', end).on('close', end).setNoDelay(true);
    }
    near.on('data', (chunk) => {
      const head = chunk.toString('latin1', 0, 64);
      // What follows in a request that is longer than one chunk has the fate of its beginning.
      if (/^(POST|GET|DELETE|OPTIONS) \//.test(head)) {
        now = fate(head);
        wait = random() * LATE;
        counts[now]++;
      }
      if (now === 'refused') return end();
      if (now === 'late') return void setTimeout(() => far.write(chunk), wait);
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (now === 'swallowed') return end();
      if (now === 'cut') {
        near.write(chunk.subarray(0, Math.floor(chunk.length * random())));
        return void setTimeout(end, 5);
      }
      near.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    worsen: () => (bad = true),
    mend: () => (bad = false),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
