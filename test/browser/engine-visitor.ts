import type { Shop } from './harness.ts';
import { type Held, heldOf } from './visitor.ts';

/** What can be done to a page of any engine, whoever drives it. */
export interface Hands {
  goto(url: string): Promise<unknown>;
  /** What a function gives that runs in the page, and sees nothing of the test. */
  evaluate<Seen>(look: () => Seen | Promise<Seen>): Promise<Seen>;
  /** As a person does: once it is there to be clicked. */
  click(selector: string): Promise<void>;
  close(): Promise<void>;
}

/** Somebody with a browser of their own, of any engine. */
export interface EngineVisitor extends Omit<Hands, 'goto'> {
  /** Opens a page of the store. */
  open(path: string): Promise<void>;
  /** Goes to a page that is nobody's. */
  leave(): Promise<void>;
  /** Clicks an action of the banner or the preferences. */
  act(action: string): Promise<void>;
  /** The subject in the cookie, if there is one. */
  subject(): Promise<string | null>;
  /** All that the collector holds of this visitor, or of another subject; null if it knows nobody. */
  held(given?: string | null): Promise<Held | null>;
}

export function engineVisitor(hands: Hands, shop: Shop): EngineVisitor {
  const { evaluate, click, close } = hands;
  async function subject(): Promise<string | null> {
    const cookie = await evaluate(() => document.cookie);
    return /(?:^|; )sayso-demo=[^;]*/.exec(cookie)?.[0].split('.')[4] || null;
  }
  return {
    evaluate,
    click,
    close,
    subject,
    open: async (path) => void (await hands.goto(shop.store + path)),
    leave: async () => void (await hands.goto('about:blank')),
    act: (action) => click(`sayso-banner [data-action="${action}"]`),
    held: async (given) => heldOf(shop, given ?? (await subject())),
  };
}
