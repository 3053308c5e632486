/** Names by which this machine reaches itself. */
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * An origin as browsers send it: scheme, host, and the port unless it is the scheme's own. `insecure`: http
 * to another machine, where anybody on the way can change the page and its choice.
 */
export function parseOrigin(text: string): { origin: string; insecure: boolean } | { error: string } {
  const wrong = (what: string): { error: string } => ({
    error: `${JSON.stringify(text.slice(0, 200))} is no origin: ${what}`,
  });
  if (text === 'null') return wrong('give --allow-null-origin for sandboxed frames');
  if (text.includes('*')) return wrong('name each one; * would let any page in');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return wrong('expected scheme and host, such as https://shop.example');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return wrong('it must begin with https://');
  if (url.origin !== text) return wrong(`browsers would send ${url.origin}`);
  return { origin: text, insecure: url.protocol === 'http:' && !LOOPBACK.test(url.hostname) };
}

/** The origin by both names of this machine: a storefront is opened by either. */
export function bothNames(origin: string): string[] {
  const url = new URL(origin);
  if (url.hostname !== '127.0.0.1' && url.hostname !== 'localhost') return [origin];
  const port = url.port && `:${url.port}`;
  return ['127.0.0.1', 'localhost'].map((name) => `${url.protocol}//${name}${port}`);
}

/** Whether a host to listen on is reached from this machine only. */
export const isLoopback = (host: string): boolean =>
  LOOPBACK.test(host) || host === '::1' || host === '::ffff:127.0.0.1';
