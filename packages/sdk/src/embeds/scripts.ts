import type { Gate } from './gate.ts';

/** How often the same code may be put into a page: a page that answers each script with another is not followed. */
const MOST = 50;
const WAITING = 'script[type="text/plain"][data-purpose]';

/**
 * Runs the waiting scripts that may, once each, in the order of the document. A `src` without `async` holds up the
 * inline ones after it, as it does in a page; `defer` and modules come when the page is parsed. Returns the
 * function that looks again.
 */
export function openScripts(document: Document, gate: Gate, nonce: string): () => void {
  const done = new WeakSet<Element>();
  const times = new Map<string, number>();
  let arriving: Promise<void>[] = [];
  let running = false;
  let strict = false;

  const next = (): HTMLScriptElement | undefined => {
    const all = [...document.querySelectorAll<HTMLScriptElement>(WAITING)].filter(
      (script) => !done.has(script) && gate.isOpen(script),
    );
    return (
      all.find((script) => !isDeferred(script)) ?? (document.readyState === 'loading' ? undefined : all[0])
    );
  };

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    for (let script = next(); script; script = next()) {
      if (arriving.length && !script.src && !isModule(script)) {
        await Promise.all(arriving);
        arriving = [];
        // Meanwhile the visitor may have said no.
        continue;
      }
      done.add(script);
      const source = script.src || script.text;
      const time = (times.get(source) ?? 0) + 1;
      times.set(source, time);
      if (time > MOST)
        console.warn('sayso: a script is put into this page again and again; it runs no more', script);
      // The browser is not asked for the nonce of what a script inserts under 'strict-dynamic': markup that somebody
      // slipped into the page must not run by our leave.
      else if (nonce && script.nonce !== nonce)
        console.warn("sayso: a script without the page's nonce can't run", script);
      else activate(script);
    }
    running = false;
  }

  function activate(waiting: HTMLScriptElement): void {
    const script = (!strict && copy(waiting)) || waiting;
    strict = script === waiting;
    const { parentNode, nextSibling } = waiting;
    const asynchronous = waiting.hasAttribute('async');
    if (isModule(waiting)) script.type = waiting.dataset.type ?? '';
    else script.removeAttribute('type');
    // Inserted scripts are `async` unless they say that they are not: then they keep their order.
    script.async = asynchronous;
    if (waiting.src) {
      const arrived = new Promise<void>((resolve) => {
        const over = (): void => {
          if (script !== waiting) script.remove();
          resolve();
        };
        script.addEventListener('load', over);
        script.addEventListener('error', over);
      });
      if (!asynchronous) arriving.push(arrived);
    }
    if (script === waiting) script.remove();
    parentNode?.insertBefore(script, nextSibling);
    // What has run leaves the page: a page that is copied, as some stores do to go back, has nothing ungated in it.
    if (!waiting.src && script !== waiting && !isModule(waiting)) script.remove();
  }

  /** Null where Trusted Types are enforced: there only what the parser has made may run, as it is. */
  function copy(waiting: HTMLScriptElement): HTMLScriptElement | null {
    const script = document.createElement('script');
    try {
      for (const { name, value } of waiting.attributes) {
        if (!/^(type|data-type|data-purpose)$/.test(name)) script.setAttribute(name, value);
      }
      if (waiting.text) script.text = waiting.text;
    } catch {
      return null;
    }
    script.nonce = waiting.nonce;
    return script;
  }

  return () => void run();
}

/** `data-type` says what the script is once it may run, since `type` says that it waits. */
const isModule = ({ dataset }: HTMLScriptElement): boolean =>
  !!dataset.type && dataset.type !== 'text/javascript';

const isDeferred = (script: HTMLScriptElement): boolean =>
  !script.hasAttribute('async') && (isModule(script) || (script.defer && !!script.src));
