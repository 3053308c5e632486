/** The address if it is one on the web; null for `javascript:` and all else that is no place to load from. */
export function webAddress(given: string, base: string): URL | null {
  try {
    const url = new URL(given, base);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}
