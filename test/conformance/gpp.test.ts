import { readFileSync } from 'node:fs';
import type { ConsentState } from '@sayso/protocol';
import { connect } from '@sayso/sdk/connections/gpp';
import { afterEach, expect, test } from 'vitest';

interface Case {
  name: string;
  fields: Record<string, unknown>;
  gppString: string;
  sectionIds: number[];
}
const { cases } = JSON.parse(readFileSync(new URL('vectors/gpp.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

const globals = globalThis as { window?: unknown };
afterEach(() => {
  delete globals.window;
});

/** A visitor in the United States who decides what the case says, at a store with one purpose that is sold. */
function stateOf({ fields }: Case): ConsentState {
  const yes = fields.SaleOptOut === 2;
  const minor = (fields.KnownChildSensitiveDataConsents as number[]).includes(1);
  return {
    choice: null,
    allowed: { marketing: yes },
    reasons: { marketing: yes ? 'default' : minor ? 'minor' : fields.Gpc ? 'gpc' : 'denied' },
    ask: 'none',
    askFor: [],
    policyVersion: 1,
    regime: 'opt-out',
    region: 'US',
    signals: { gpc: fields.Gpc === true, dnt: false, minor },
  };
}

test.each(cases)('$name: the string is the one of the reference, bit by bit', (one) => {
  const frames = { __gppLocator: {} };
  const document = Object.assign(new EventTarget(), { body: {} });
  const window = Object.assign(new EventTarget(), { document, frames }) as unknown as Window &
    typeof globalThis & { __gpp(command: string, callback: (data: never) => void, parameter?: string): void };
  globals.window = window;
  connect(
    {
      get: () => stateOf(one),
      subscribe: () => () => {},
      policy: {
        purposes: [
          { id: 'necessary', always: true },
          { id: 'marketing', gpc: true },
        ],
      },
    },
    true,
    window,
  );
  let ping: { gppString?: string; applicableSections?: number[] } = {};
  window.__gpp('ping', (said) => {
    ping = said;
  });
  expect(ping).toMatchObject({ gppString: one.gppString, applicableSections: one.sectionIds });
  let section: unknown;
  window.__gpp(
    'getSection',
    (said) => {
      section = said;
    },
    'usnat',
  );
  expect(section).toEqual(one.fields);
});
