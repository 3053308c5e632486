// Finds a WebKit for the tests, or brings one: that of GTK, which is Safari's engine without what is Apple's.
import { existsSync } from 'node:fs';
import { aptInstall } from './browser.mjs';

/** Nobody waits longer than that for its packages, in milliseconds. */
const PATIENCE = 120_000;

/** `{driver, display}`: the paths of its WebDriver, and of Xvfb, since it has no headless mode. Null if one is missing. */
export function findWebKit() {
  const parts = { driver: '/usr/bin/WebKitWebDriver', display: '/usr/bin/Xvfb' };
  return Object.values(parts).every(existsSync) ? parts : null;
}

/** The same, installed where that may be done. */
export async function bringWebKit(say) {
  if (!findWebKit()) await aptInstall(['webkit2gtk-driver', 'xvfb'], say, PATIENCE);
  return findWebKit();
}
