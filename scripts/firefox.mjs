// Finds a Firefox for the tests, or brings one. Playwright's own is another program; this is the one that people have.
import { aptInstall, starts } from './browser.mjs';

const SYSTEM = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** The path of a Firefox that starts: SAYSO_FIREFOX, or the system's; empty where there is none to be had. */
export async function firefoxPath(say = () => {}) {
  const chosen = process.env.SAYSO_FIREFOX;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(`SAYSO_FIREFOX is ${chosen}, and that is no Firefox that starts.`);
  }
  const there = SYSTEM.find(starts);
  if (there) return there;
  await aptInstall(['firefox-esr'], say);
  return SYSTEM.find(starts) ?? '';
}
