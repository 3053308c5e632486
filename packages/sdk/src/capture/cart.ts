import type { PageWindow } from '../environment.ts';

/**
 * Tells of each answer to a request of the page to its own origin that has `part` in its path and query, if somebody waits
 * for one when it begins; one that takes something out (DELETE) is none. What the page has put in the place of `fetch` by now
 * is called, with its own `this`.
 */
export function watchRequests(
  window: PageWindow,
  signal: AbortSignal,
  part: string,
  waits: () => boolean,
  answered: (ok: boolean) => void,
): void {
  const { location, fetch: before } = window;
  const isCart = (read: () => [address: unknown, method: unknown]): boolean => {
    try {
      const [address, method] = read();
      if (/^delete$/i.test(`${method}`)) return false;
      const { origin, pathname, search } = new URL(`${address}`, window.document.baseURI);
      return !signal.aborted && waits() && origin === location.origin && (pathname + search).includes(part);
    } catch {
      return false;
    }
  };

  window.fetch = function (this: unknown, ...args) {
    const answer = before.apply(this as typeof window, args);
    const [to, init] = args as [Request, RequestInit?];
    if (isCart(() => [to?.url ?? to, init?.method ?? to?.method])) {
      answer.then(
        ({ ok }) => answered(ok),
        () => answered(false),
      );
    }
    return answer;
  };

  const requests = window.XMLHttpRequest.prototype;
  const { open } = requests;
  requests.open = function (this: XMLHttpRequest, ...args: unknown[]) {
    if (isCart(() => [args[1], args[0]])) {
      this.addEventListener('loadend', () => answered(this.status >= 200 && this.status < 300), {
        once: true,
      });
    }
    return open.apply(this, args as Parameters<typeof open>);
  } as typeof open;
}
