// Brings node_modules to what package-lock.json says, and SQLite to the Node that is running.
//
// better-sqlite3 is native: where no ready-made file can be fetched for this Node, it is compiled, which needs a C++ compiler
// and Node's header files. Those that lie beside the running Node are used if they are there, so that nothing is
// downloaded; another place: `npm_config_nodedir=PREFIX npm start`, for PREFIX/include/node.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm, root, run } from './run.mjs';

const log = join(root, '.cache', 'npm.log');
const shownLog = '.cache/npm.log';

const packagesOf = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

/** Whether node_modules holds what the lockfile asks for. What is optional may be for another platform. */
function isInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const there = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, wanted]) =>
      path === '' ||
      wanted.optional ||
      (there[path]?.version === wanted.version &&
        there[path]?.integrity === wanted.integrity &&
        existsSync(join(root, path))),
  );
}

// In a process of its own: a native module built for another Node can end the process that loads it.
function sqliteProblem() {
  const attempt = `new (require('better-sqlite3'))(':memory:').close()`;
  try {
    execFileSync(process.execPath, ['-e', attempt], { cwd: root, stdio: 'pipe', timeout: 60_000 });
    return '';
  } catch (error) {
    return String(error.stderr || error.message);
  }
}

/** A folder with the header files of the Node that runs: named by the environment, or beside its binary. */
function headers() {
  const prefix = dirname(dirname(process.execPath));
  const platform = `node-${process.platform}-${process.arch}`;
  // The last two are where the npm package `node` keeps them (`npx -p node@24 npm test`).
  const places = [
    process.env.npm_config_nodedir,
    prefix,
    join(prefix, 'node_modules', platform),
    join(dirname(prefix), platform),
  ];
  const fits = (place) => {
    const file = join(place, 'include/node/node_version.h');
    if (!existsSync(file)) return false;
    const [, abi] = /#define NODE_MODULE_VERSION (\d+)/.exec(readFileSync(file, 'utf8')) ?? [];
    return abi === process.versions.modules;
  };
  const place = places.filter(Boolean).find(fits);
  return place ? { npm_config_nodedir: place } : {};
}

/** What npm's log comes to, in one sentence. */
function whyItFailed() {
  const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
  const gyp = said.split('\n').filter((line) => /gyp|make|g\+\+|c\+\+/.test(line));
  const has = (pattern) => gyp.some((line) => pattern.test(line));
  const noTools =
    /not found: make|find python|(g\+\+|c\+\+|make): (command )?not found|(g\+\+|c\+\+|make): No such/i;
  if (!has(noTools) && has(/gyp ERR!.*(nodejs\.org|headers|network connectivity|status code)/)) {
    return `SQLite (better-sqlite3) has to be compiled for Node ${process.versions.node}, and Node's header files could not be fetched: point npm_config_nodedir to a folder that has include/node of this version (the log is in ${shownLog}).`;
  }
  if (has(noTools) || has(/gyp ERR!/)) {
    return `SQLite (better-sqlite3) has to be compiled here, and that needs a C++ compiler, make and Python 3 (Debian, Ubuntu: apt-get install build-essential python3; macOS: xcode-select --install); the log is in ${shownLog}.`;
  }
  return `npm could not install the packages; its log is in ${shownLog}.`;
}

async function withSigns(say, work) {
  const began = Date.now();
  const sign = () => say(`  still at it (${Math.round((Date.now() - began) / 1000)} s)`);
  const timer = setInterval(sign, 20_000);
  return work.finally(() => clearInterval(timer));
}

/** Installs what is missing. Answers one sentence saying what is wrong, or nothing. */
export async function install(say = console.log) {
  // JOBS: node-gyp compiles with all cores.
  const env = { JOBS: 'max', ...headers() };
  rmSync(log, { force: true });
  if (!isInstalled()) {
    say(
      'Installing packages (npm ci); the first time SQLite may have to be compiled, which takes some minutes …',
    );
    const code = await withSigns(
      say,
      run(npm(['ci', '--include=dev', '--foreground-scripts']), { log, env }),
    );
    if (code === 127) return 'npm was not found: it comes with Node, https://nodejs.org.';
    if (code !== 0) return whyItFailed();
  }
  if (sqliteProblem()) {
    say(
      `Building SQLite for Node ${process.versions.node} (npm rebuild better-sqlite3); this takes some minutes …`,
    );
    const args = ['rebuild', 'better-sqlite3', '--foreground-scripts'];
    const code = await withSigns(say, run(npm(args), { log, env }));
    if (code !== 0) return whyItFailed();
    const problem = sqliteProblem();
    if (problem) {
      const reason = problem.split('\n').find((line) => line.includes('Error')) ?? problem.trim();
      return `SQLite (better-sqlite3) was built but does not load in Node ${process.versions.node}: ${reason.trim()} (the log is in ${shownLog}).`;
    }
  }
  return '';
}
