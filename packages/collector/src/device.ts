/** What kind of device and browser an event came from: all that is kept of a user agent. */
export interface Device {
  device: 'phone' | 'tablet' | 'desktop' | 'bot' | 'other';
  browser: 'chrome' | 'safari' | 'firefox' | 'edge' | 'opera' | 'samsung' | 'other';
}

/** Of those that say more than one name, the particular one first: Edge also says Chrome, Chrome also Safari. */
const BROWSERS: readonly [RegExp, Device['browser']][] = [
  [/\bEdg(e|A|iOS)?\//, 'edge'],
  [/\bOPR\/|\bOpera\b/, 'opera'],
  [/\bSamsungBrowser\//, 'samsung'],
  [/\bFirefox\/|\bFxiOS\//, 'firefox'],
  [/\bChrom(e|ium)\/|\bCriOS\//, 'chrome'],
  [/\bSafari\//, 'safari'],
];

const DEVICES: readonly [RegExp, Device['device']][] = [
  [/bot\b|crawl|spider|slurp|headless|lighthouse|preview/i, 'bot'],
  [/\biPad\b|\bTablet\b|\bAndroid\b(?!.*\bMobile\b)/, 'tablet'],
  [/\bMobi|\biPhone\b|\biPod\b/, 'phone'],
  [/\bWindows NT\b|\bMacintosh\b|\bX11\b|\bCrOS\b/, 'desktop'],
];

/** Longer than any browser's: what it says further is not looked at. */
const MOST = 512;

/** The device class and browser family of a `User-Agent` header. Pure; a guess, as every reading of it is. */
export function deviceOf(userAgent: string | undefined): Device {
  const text = (userAgent ?? '').slice(0, MOST);
  return {
    device: DEVICES.find(([pattern]) => pattern.test(text))?.[1] ?? 'other',
    browser: BROWSERS.find(([pattern]) => pattern.test(text))?.[1] ?? 'other',
  };
}
