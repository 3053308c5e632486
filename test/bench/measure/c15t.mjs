// The consent backend that others run: installed on first use, beside our own dependencies, since it brings 150 of its own.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, run } from '../../../scripts/run.mjs';

const VERSIONS = { '@c15t/backend': '2.2.1', kysely: '0.28.18' };
const folder = join(root, '.cache/c15t/');
const log = join(root, '.cache/c15t.log');

export const version = VERSIONS['@c15t/backend'];

/** The folder in which it is installed; null, and a line that says so, where it can't be had. */
export async function installC15t() {
  if (existsSync(join(folder, 'node_modules/@c15t/backend/package.json'))) return folder;
  console.log('Installing @c15t/backend, once (80 MB) …');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }));
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  if ((await run(npm(args), { log, cwd: folder })) === 0) return folder;
  console.log('@c15t/backend could not be installed, so it is not measured; the log is in .cache/c15t.log.');
  return null;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const newSubject = () => `sub_${[...randomBytes(22)].map((byte) => BASE58[byte % 58]).join('')}`;

/** A choice of a new visitor, as its own browser code sends it. */
export const newConsent = () =>
  JSON.stringify({
    type: 'cookie_banner',
    subjectId: newSubject(),
    domain: 'example.com',
    preferences: { necessary: true, measurement: true, marketing: true },
    givenAt: Date.now(),
    metadata: {},
  });
