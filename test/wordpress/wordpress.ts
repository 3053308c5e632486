import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Parts {
  server: string;
  files: string;
}

const path = new URL('../../scripts/wordpress.mjs', import.meta.url).href;
const scripts = (await import(path)) as {
  wordpressParts(): Promise<Parts | null>;
  themeOf(parts: Parts): string;
  hasPhp(): boolean;
};

/** Where WordPress, MariaDB and PHP are; null where they are not to be had, and then the tests are skipped. */
export const PARTS = await scripts.wordpressParts();
export const HAS_PHP = scripts.hasPhp();

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
export const PLUGIN = here('../../examples/woocommerce/sayso');

/** A real WordPress on free ports of this machine, with a database of its own; nothing of the system's is touched. */
export interface WordPress {
  url: string;
  /** Runs PHP inside of WordPress; what it printed. Throws what it said where it failed. */
  php(code: string): string;
  /** The same, while this process goes on. */
  start(code: string): Promise<unknown>;
  /** The same, and its JSON. */
  ask<T>(code: string): T;
  /** What is due in WordPress' own list of tasks is done now, whatever its hour. */
  runTasks(): void;
  /** Warnings and errors of PHP in the plugin so far. */
  complaints(): string[];
  close(): Promise<void>;
}

/** `config`: PHP for wp-config.php. The plugin itself is always there, and active. */
export async function openWordPress(standIns: string[] = [], config = ''): Promise<WordPress> {
  if (!PARTS) throw new Error('there is no WordPress here');
  const folder = mkdtempSync(join(tmpdir(), 'sayso-wp-'));
  const started: ChildProcess[] = [];
  // Each is a group of its own, since PHP's server has workers. Neither has anything to save.
  const kill = (): void => {
    for (const { pid, exitCode } of started.splice(0))
      if (pid && exitCode === null) process.kill(-pid, 'SIGKILL');
  };
  process.once('exit', kill);
  const close = async (): Promise<void> => {
    const gone = started.map(ended);
    kill();
    process.off('exit', kill);
    await Promise.all(gone);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { ...(await begin(PARTS, folder, started, standIns, config)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function begin(
  parts: Parts,
  folder: string,
  started: ChildProcess[],
  standIns: string[],
  config: string,
): Promise<Omit<WordPress, 'close'>> {
  const [data, www, socket] = ['data', 'www', 'db.sock'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const log = join(folder, 'php.log');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  // An empty folder will do: a database without privilege tables, on a socket that only this folder has.
  mkdirSync(data);
  const own = ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking'];
  const asUser = process.getuid?.() === 0 ? ['--user=root'] : [];
  const limits = ['--skip-grant-tables', '--innodb-buffer-pool-size=32M', `--pid-file=${folder}/db.pid`];
  started.push(spawn(parts.server, [...own, ...asUser, ...limits], { stdio: 'ignore', detached: true }));

  place(parts, www, standIns);
  writeFileSync(join(www, 'wp-config.php'), configOf(socket, url, config));
  writeFileSync(join(www, 'router.php'), ROUTER);

  const ini = ['-d', `error_log=${log}`, '-d', 'log_errors=1', '-d', 'display_errors=0'];
  const runPhp = (code: string): { status: number | null; stdout: string; stderr: string } =>
    spawnSync('php', [...ini, '-d', 'display_errors=stderr', '-r', code], { cwd: www, encoding: 'utf8' });
  const php = (code: string): string => {
    const { status, stdout, stderr } = runPhp(`require './wp-load.php'; ${code}`);
    if (status !== 0) throw new Error(`PHP ended with ${status}: ${stderr}${stdout}`);
    return stdout;
  };

  for (let tries = 0; ; tries++) {
    const { status, stderr } = runPhp(
      `mysqli_report(0); $db = mysqli_init(); exit(@$db->real_connect('localhost', 'root', '', '', 0, '${socket}') && $db->query('CREATE DATABASE wordpress') ? 0 : 1);`,
    );
    if (status === 0) break;
    if (tries > 100) throw new Error(`the database did not start: ${stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const install = runPhp(
    `define('WP_INSTALLING', true); require './wp-load.php'; require ABSPATH . 'wp-admin/includes/upgrade.php';
     wp_install('A shop', 'admin', 'admin@shop.example', true, '', 'correct horse');
     update_option('permalink_structure', '/%postname%/');
     update_option('template', '${scripts.themeOf(parts)}'); update_option('stylesheet', '${scripts.themeOf(parts)}');`,
  );
  if (install.status !== 0)
    throw new Error(`WordPress was not installed: ${install.stderr}${install.stdout}`);
  const active = ['sayso/sayso.php', ...standIns.map((name) => `${name}/${name}.php`)];
  // The stand-in last: WordPress loads plugins in this order, and ours must not depend on it.
  php(`update_option('active_plugins', ${JSON.stringify(active)});`);
  php(`flush_rewrite_rules();`);

  const env = { ...process.env, PHP_CLI_SERVER_WORKERS: '4' };
  const serve = ['-S', `127.0.0.1:${port}`, '-t', www, join(www, 'router.php')];
  started.push(spawn('php', [...ini, ...serve], { stdio: 'ignore', env, detached: true }));
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${url}/`).catch(() => null);
    if (answer?.ok) break;
    if (tries > 100) throw new Error(`WordPress does not answer: ${await answer?.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  return {
    url,
    php,
    start: (code) =>
      once(
        spawn('php', [...ini, '-r', `require './wp-load.php'; ${code}`], { cwd: www, stdio: 'ignore' }),
        'exit',
      ),
    ask: (code) => JSON.parse(php(`echo wp_json_encode((function () { ${code} })());`)),
    runTasks() {
      php(`foreach (_get_cron_array() as $at => $hooks) foreach ($hooks as $hook => $tasks) foreach ($tasks as $task)
        if ($hook === 'sayso_send') { wp_unschedule_event($at, $hook, $task['args']); do_action_ref_array($hook, $task['args']); }`);
    },
    complaints: () =>
      (existsSync(log) ? readFileSync(log, 'utf8') : '')
        .split('\n')
        .filter((line) => line.includes('/plugins/sayso/') || line.includes('Uncaught')),
  };
}

/** WordPress' files, the plugin and the stand-ins, as copies: WordPress finds itself by where its files really are. */
function place({ files }: Parts, www: string, standIns: string[]): void {
  cpSync(files, www, {
    recursive: true,
    dereference: true,
    // Debian has some libraries as links to packages that these tests do without.
    filter: (from) => existsSync(from) && !/wp-config\.php$|\/languages$|\/akismet$/.test(from),
  });
  const plugins = join(www, 'wp-content/plugins');
  mkdirSync(plugins, { recursive: true });
  cpSync(PLUGIN, join(plugins, 'sayso'), { recursive: true });
  for (const name of standIns) cpSync(here(`stand-ins/${name}`), join(plugins, name), { recursive: true });
}

const SALTS = ['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT'];

const configOf = (socket: string, url: string, more: string): string => `<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
${[...SALTS, 'LOGGED_IN_SALT', 'NONCE_SALT'].map((name) => `define('${name}', 'of a test: ${name}');`).join('\n')}
define('WP_HOME', '${url}'); define('WP_SITEURL', '${url}');
define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', false); define('WP_DEBUG_LOG', false);
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('AUTOMATIC_UPDATER_DISABLED', true); define('FS_METHOD', 'direct');
${more}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

const ROUTER = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && (is_file(__DIR__ . $path) || is_file(__DIR__ . $path . '/index.php'))) return false;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
require __DIR__ . '/index.php';
`;

const ended = (child: ChildProcess): Promise<unknown> =>
  child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
