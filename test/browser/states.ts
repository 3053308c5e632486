import { tellAll } from './centre-policy.ts';
import { openShop, type Shop } from './harness.ts';
import { publish } from './publish.ts';

/** Somebody in front of the store, by whatever drives their browser. */
export interface Guest {
  page: {
    evaluate<T>(code: () => T): Promise<T>;
    waitForFunction(code: () => unknown): Promise<unknown>;
  };
  open(path: string): Promise<void>;
  /** Clicks an action of what Sayso shows, as a person does. */
  act(action: string): Promise<void>;
}

/** One thing that Sayso shows, and how a visitor comes to see it. */
export interface State {
  /** As a file is named. */
  name: string;
  title: string;
  /** The visitor's browser sends Global Privacy Control. */
  gpc?: true;
  /** Only where the policy says all that one can say. */
  told?: true;
  /** `again`: publishes a version that is to be asked about anew. */
  reach(guest: Guest, again: () => Promise<void>): Promise<void>;
}

async function asked(guest: Guest, path: string): Promise<void> {
  await guest.open(path);
  await guest.page.waitForFunction(() => document.querySelector('sayso-banner button'));
}

async function opened({ page }: Guest): Promise<void> {
  await page.evaluate(() => window.sayso.consent.open());
  await page.waitForFunction(() => document.querySelector('sayso-banner dialog[open]'));
}

/** The preferences, over what somebody new is asked in a region. */
async function preferences(guest: Guest, region: string): Promise<void> {
  await asked(guest, `/?region=${region}`);
  await opened(guest);
}

async function unfolded(guest: Guest): Promise<void> {
  await opened(guest);
  await guest.page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('sayso-banner details'))
      fold.open = true;
  });
  await guest.page.waitForFunction(() => document.querySelector('sayso-banner [data-part=receipt]'));
}

/** Who allowed all; with the second step where there is something that is asked for apart. */
async function agreed(guest: Guest, told = true): Promise<void> {
  await asked(guest, '/?region=DE');
  await guest.act('accept-all');
  if (told) await guest.act('confirm');
  await guest.page.waitForFunction(() => window.sayso.receipt());
}

/** Who allowed all, and looks at what the second layer says since. */
async function chosen(guest: Guest, told = true): Promise<void> {
  await agreed(guest, told);
  await opened(guest);
}

/** Who withdrew that, and is asked once more before an erasure. */
async function erasing(guest: Guest): Promise<void> {
  await chosen(guest);
  await guest.act('withdraw');
  await guest.act('erase');
  await guest.page.waitForFunction(() => document.querySelector('sayso-banner [data-action=erase-yes]'));
}

export const states: readonly State[] = [
  { name: 'banner', title: 'The banner', reach: (guest) => asked(guest, '/?region=DE') },
  { name: 'box', title: 'The banner as a box', reach: (guest) => asked(guest, '/box') },
  { name: 'corner', title: 'The banner in a corner', reach: (guest) => asked(guest, '/corner') },
  {
    name: 'notice',
    title: 'The notice, where the law says opt-out',
    reach: (guest) => asked(guest, '/?region=US'),
  },
  {
    name: 'signal',
    title: 'The banner under Global Privacy Control',
    gpc: true,
    reach: (guest) => asked(guest, '/?region=DE'),
  },
  {
    name: 'preferences',
    title: 'The preferences',
    reach: (guest) => preferences(guest, 'DE'),
  },
  {
    name: 'chosen',
    title: 'The preferences after a choice',
    reach: (guest) => chosen(guest, false),
  },
  {
    name: 'placeholder',
    title: 'Where a video waits',
    async reach(guest) {
      await guest.open('/video');
      await guest.act('reject-all');
      await guest.page.waitForFunction(() =>
        document.querySelector('iframe')?.contentDocument?.querySelector('[data-action=load-once]'),
      );
    },
  },
  {
    name: 'separate',
    title: 'The banner with a consent that is asked for apart',
    told: true,
    reach: (guest) => asked(guest, '/?region=KR'),
  },
  {
    name: 'confirm',
    title: 'What is asked for apart',
    told: true,
    async reach(guest) {
      await asked(guest, '/?region=KR');
      await guest.act('accept-all');
      await guest.page.waitForFunction(() => document.querySelector('sayso-banner [data-action=confirm]'));
    },
  },
  {
    name: 'stranger',
    title: 'The privacy centre of a stranger, every fold open',
    told: true,
    async reach(guest) {
      await asked(guest, '/?region=DE');
      await unfolded(guest);
    },
  },
  {
    name: 'receipt',
    title: 'The privacy centre after a choice, a receipt checked',
    told: true,
    async reach(guest) {
      await agreed(guest);
      await unfolded(guest);
      await guest.act('check');
      await guest.page.waitForFunction(() => {
        const said = document.querySelector('sayso-banner [data-part=receipt] [role=status]')?.textContent;
        return said && said !== '…';
      });
    },
  },
  {
    name: 'withdrawn',
    title: 'After a withdrawal: the question before an erasure',
    told: true,
    reach: erasing,
  },
  {
    name: 'erased',
    title: 'After an erasure',
    told: true,
    async reach(guest) {
      await erasing(guest);
      await guest.act('erase-yes');
      await guest.page.waitForFunction(
        () => document.querySelectorAll('sayso-banner [role=status] p').length > 2,
      );
    },
  },
  {
    name: 'rights',
    title: 'The preferences in California',
    told: true,
    reach: (guest) => preferences(guest, 'US-CA'),
  },
  {
    name: 'changed',
    title: 'What has changed since the choice',
    told: true,
    async reach(guest, again) {
      await agreed(guest);
      await again();
      // A script that the browser has not kept.
      await asked(guest, '/again');
      await opened(guest);
      await guest.page.waitForFunction(() =>
        document.querySelector('sayso-banner dialog [data-part=choice] li'),
      );
    },
  },
];

/** The states by what the policy says: those of the second group want `again` first. */
export const groups: readonly [title: string, told: boolean, states: readonly State[]][] = [
  ['where a policy says little', false, states.filter(({ told }) => !told)],
  ['where it says all that it can', true, states.filter(({ told }) => told)],
];

/** Where the states are: with the demo's policy, and, once told so, with one that says all it can. */
export interface StatesShop {
  shop: Shop;
  again(): Promise<void>;
}

export async function openStates(): Promise<StatesShop> {
  const shop = await openShop({
    pages: (collector) => {
      const page = (attributes: string, html = '', query = ''): { html: string } => ({
        html: `<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}body{font:16px/1.5 Georgia,serif;margin:16px}</style>
          <main><h1>A store</h1>${html}${'<p>Things for the home, made to last. <a href="#more">More of them</a></p>'.repeat(12)}</main>
          <script src="${collector}/s/demo.js${query}" data-region="DE" ${attributes}></script>`,
      });
      return {
        '/box': page('data-layout="box"'),
        '/corner': page('data-layout="corner"'),
        '/again': page('', '', '?again'),
        '/video': page(
          '',
          '<iframe title="Our workshop" style="width:100%;max-width:480px;height:270px;border:0" data-purpose="marketing" data-src="https://video.example/1"></iframe>',
        ),
      };
    },
  });
  let times = 0;
  return {
    shop,
    async again() {
      times++;
      await publish(shop, (policy) => {
        tellAll(policy);
        // Kept for longer: that is material.
        policy.purposes[2].retentionDays += times;
      });
    },
  };
}
