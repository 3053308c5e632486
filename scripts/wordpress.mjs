// Finds a PHP, a MariaDB and a WordPress for the plugin's tests, or brings Debian's.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const log = join(root, '.cache', 'wordpress.log');
const unpacked = join(root, '.cache', 'wordpress');
const SERVERS = ['/usr/sbin/mariadbd', '/usr/libexec/mariadbd', '/usr/sbin/mysqld'];
const WORDPRESS = ['/usr/share/wordpress', join(unpacked, 'usr/share/wordpress')];

const phpWorks = () => {
  const { status, stdout } = spawnSync('php', ['-m'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /^mysqli$/m.test(stdout);
};
const found = () => ({
  hasPhp: phpWorks(),
  server: SERVERS.find(existsSync),
  files: WORDPRESS.find((files) => existsSync(join(files, 'wp-settings.php')) && themeOf({ files })),
});
const isWhole = ({ hasPhp, server, files }) => Boolean(hasPhp && server && files);

/**
 * Programs without a service: MariaDB's server alone, and WordPress' files unpacked into .cache, since its package would
 * bring a web server that starts by itself.
 */
async function bring(say) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => run({ command: 'apt-get', args }, { log, env });
  say('No WordPress is here: installing PHP and MariaDB, unpacking WordPress (apt-get) …');
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', 'php-cli', 'php-mysql', 'mariadb-server-core');
  mkdirSync(unpacked, { recursive: true });
  const script =
    'cd "$1" && apt-get download wordpress wordpress-theme-twentytwentythree && for f in *.deb; do dpkg-deb -x "$f" .; done; rm -f *.deb';
  if (!found().files) await run({ command: 'sh', args: ['-c', script, 'sh', unpacked] }, { log, env });
}

/**
 * `{server, files}`: MariaDB's program and WordPress' folder, PHP being `php` on the path. Null where they are not to be
 * had.
 */
export async function wordpressParts(say = () => {}) {
  if (!isWhole(found())) await bring(say);
  const parts = found();
  return isWhole(parts) ? parts : null;
}

/** Whether a PHP is there, which is all that the tests of single files need. */
export const hasPhp = () => spawnSync('php', ['-v'], { timeout: 30_000 }).status === 0;

/** The folder of a theme that came with WordPress; empty if there is none. */
export function themeOf({ files }) {
  const themes = join(files, 'wp-content/themes');
  return existsSync(themes) ? (readdirSync(themes).find((name) => name.startsWith('twenty')) ?? '') : '';
}
