import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** A network of its own, in which loopback is all there is. */
const inside = (command: string) =>
  spawnSync('unshare', ['--map-root-user', '--net', 'sh', '-c', `ip link set lo up && ${command}`], {
    encoding: 'utf8',
    timeout: 60_000,
  });
const possible = inside('strace -qq -o /dev/null true').status === 0;

// Where the machine lets nobody make a network or watch a process, this can't be shown.
test.skipIf(!possible)('without a way out everything works, and no connection is tried', () => {
  const driver = fileURLToPath(new URL('offline.mjs', import.meta.url));
  const { stdout, stderr } = inside(`"${process.execPath}" "${driver}"`);
  expect(stdout, stderr).toMatch(/^\{/);
  const { statuses, tried } = JSON.parse(stdout);
  expect(statuses).toEqual([200, 201, 200, 200, 201, 200, 200, 200, 200, 200, 200, 200]);
  expect(tried).toEqual([]);
});

test.skipIf(!possible)('a connection that is tried would be seen', () => {
  const tries = "require('node:net').connect(9, '192.0.2.1').on('error', () => {})";
  const { stderr } = inside(`strace -f -qq -e trace=connect "${process.execPath}" -e "${tries}"`);
  expect(stderr).toMatch(/connect\(.*AF_INET.*192\.0\.2\.1/);
});
