// Finds a Chromium for the tests, or brings one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run } from './run.mjs';

const remembered = join(root, '.cache', 'browser');
const log = join(root, '.cache', 'browser.log');
const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

// A file of that name is not enough: on Ubuntu it may be a stub that only says where the browser would be.
export const starts = (path) =>
  Boolean(path) &&
  existsSync(path) &&
  spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;

const playwrightsOwn = async () => (await import('playwright')).chromium.executablePath();

const remember = (path) => {
  mkdirSync(dirname(remembered), { recursive: true });
  writeFileSync(remembered, path);
  return path;
};

async function find() {
  const last = existsSync(remembered) ? readFileSync(remembered, 'utf8') : '';
  if (last && existsSync(last)) return last;
  for (const path of [await playwrightsOwn(), ...SYSTEM]) if (starts(path)) return remember(path);
  return '';
}

async function bring(say) {
  say('No Chromium is here: asking Playwright for its own (npx playwright install chromium) …');
  const cli = join(root, 'node_modules/playwright/cli.js');
  await run({ command: process.execPath, args: [cli, 'install', 'chromium'] }, { log });
  const own = await playwrightsOwn();
  if (starts(own)) return remember(own);
  await aptInstall(['chromium'], say);
  return SYSTEM.filter(starts).map(remember)[0] ?? '';
}

/**
 * Installs packages of the system's, where that is Debian's kind and may be done, and if they can be fetched in `ms`
 * milliseconds.
 */
export async function aptInstall(names, say, ms = 600_000) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  say(`Installing the system's (apt-get install ${names.join(' ')}) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', ...names];
  const end = Date.now() + ms;
  const fetch = (args) => run({ command: 'apt-get', args }, { log, env, ms: Math.max(1, end - Date.now()) });
  await fetch(['update']);
  // Fetched first: what sets packages up must not be stopped half-way.
  const code = await fetch([...install, '--download-only']);
  if (code === 0) await run({ command: 'apt-get', args: [...install, '--no-download'] }, { log, env });
}

/**
 * The path of a Chromium that starts: SAYSO_CHROMIUM, Playwright's own, the system's, else one that is brought now.
 * Throws one clear sentence where there is none to be had.
 */
export async function browserPath(say = console.log) {
  const chosen = process.env.SAYSO_CHROMIUM;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(`SAYSO_CHROMIUM is ${chosen}, and that is no Chromium that starts.`);
  }
  const path = (await find()) || (await bring(say));
  if (path) return path;
  throw new Error(
    'The browser tests need Chromium, and none could be had (the log is in .cache/browser.log): install it, or set SAYSO_CHROMIUM to its path.',
  );
}

/** What `chromium.launch` of Playwright needs; a browser that asks nobody for anything but the test's pages. */
export async function launchOptions() {
  return {
    executablePath: await browserPath(() => {}),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
