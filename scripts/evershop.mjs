// Brings an EverShop for the trial in a real store: from npm into .cache, apart from this project's own packages. Finds the
// PostgreSQL that it needs.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { locked } from './lock.mjs';
import { npm, root, run } from './run.mjs';

export const VERSION = '2.2.1';

const cache = join(root, '.cache');
const folder = join(cache, `evershop-${VERSION}`);
const log = join(cache, 'evershop.log');
/** Written last, so that an interrupted build is made anew. */
const finished = join(folder, 'built');
const command = join(folder, 'node_modules/@evershop/evershop/dist/bin/evershop.js');

/** `concat-stream` is imported by the shop, and left out of what its package asks for. */
const MANIFEST = {
  name: 'a-shop',
  private: true,
  type: 'module',
  dependencies: { '@evershop/evershop': VERSION, 'concat-stream': '2.0.0' },
};

/** The folder of PostgreSQL's programs, the newest first; Debian keeps each version apart. */
function postgres() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const path = (process.env.PATH ?? '').split(':');
  const places = [...versions.map((version) => join(debian, version, 'bin')), ...path];
  return places.find((place) => place && existsSync(join(place, 'initdb'))) ?? '';
}

async function build(say) {
  if (existsSync(finished)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST, null, 2));
  const here = { log, cwd: folder };
  say(`Installing EverShop ${VERSION} (npm install, some 460 MB into .cache) …`);
  const installed = await run(npm(['install', '--no-audit', '--no-fund']), here);
  say('Building it, which takes some minutes …');
  const built = installed || (await run({ command: process.execPath, args: [command, 'build'] }, here));
  // It says what went wrong and ends with 0.
  if (built !== 0 || !existsSync(join(folder, '.evershop/build/frontStore')))
    throw new Error(`EverShop could not be installed; the log is in .cache/evershop.log.`);
  writeFileSync(finished, VERSION);
}

/** `{ folder, command, postgres }`: where the shop is, the program that runs it, and PostgreSQL's. Throws one sentence. */
export async function evershopParts(say = console.log) {
  const programs = postgres();
  if (!programs)
    throw new Error(
      'The trial in a real store needs PostgreSQL 13 or newer, and none is here (Debian, Ubuntu: apt-get install postgresql).',
    );
  mkdirSync(dirname(log), { recursive: true });
  await locked(join(cache, 'evershop.lock'), say, () => build(say));
  return { folder, command, postgres: programs };
}
