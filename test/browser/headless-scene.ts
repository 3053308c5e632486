import { bundled } from './bundled.ts';
import { openScene, type Scene } from './scene.ts';
import type { Visitor, VisitorOptions } from './visitor.ts';

/** A store's own banner: as docs/headless.md says. */
const CODE = await bundled(`
  import { createChoices } from '@sayso/banner/headless';
  import { createSayso } from '@sayso/sdk';
  const { collector, region } = document.querySelector('main').dataset;
  const sayso = createSayso({ site: 'demo', collector, region });
  const choices = createChoices(sayso, { locale: 'en' });
  const make = (tag, attributes, ...children) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  };
  const button = (action, text, act) => {
    const made = make('button', { onclick: act }, text);
    made.dataset.action = action;
    return made;
  };
  const words = () =>
    Object.fromEntries([...document.querySelectorAll('#own input')].map(({ name, checked }) => [name, checked]));
  const main = () => {
    const { ask, purposes } = choices.get();
    if (ask === 'none' && !window.opened) return null;
    return make('section', { id: 'own' },
      make('h2', {}, 'Our biscuits'),
      make('p', { hidden: true }, 'Nobody reads this.'),
      ...purposes.filter(({ changeable }) => changeable).map(({ id, name, allowed }) =>
        make('label', {}, make('input', { type: 'checkbox', name: id, checked: allowed }), name)),
      button('reject-all', 'No', (click) => choices.rejectAll(click)),
      button('accept-all', 'Yes', (click) => choices.acceptAll(click)),
      button('save', 'These', (click) => choices.save(words(), click)),
      button('ok', 'Read', (click) => choices.noticed(click)),
      button('withdraw', 'Back', (click) => choices.withdraw(click)));
  };
  const second = () => make('section', { id: 'own' },
    make('p', {}, 'You said no to ' + choices.get().toConfirm.map(({ name, against }) => name + ' (' + against + ')') + '.'),
    button('cancel', 'Keep my no', () => choices.cancel()),
    button('confirm', 'Yes, change it', (click) => choices.confirm(click)));
  const draw = () => {
    document.getElementById('own')?.remove();
    const shown = choices.get().toConfirm.length ? second() : main();
    if (!shown) return;
    document.querySelector('main').append(shown);
    if (!window.unseen) choices.rendered(shown, window.opened ? 2 : 1);
  };
  Object.assign(window, { sayso, choices, draw });
  choices.subscribe(draw);
  draw();
`);

/** What the store's page has on its window. */
export interface Own {
  choices: import('@sayso/banner/headless').Choices;
  sayso: import('@sayso/sdk').Sayso;
  draw(): void;
  opened?: boolean;
}
/** Ids of what is allowed now. */
export const allowed = ({ page }: Visitor) =>
  page.evaluate(() => {
    const { allowed } = (window as unknown as Own).sayso.consent.get();
    return Object.keys(allowed).filter((id) => allowed[id]);
  });

/** Shows the store's own preferences. */
export async function preferences({ page }: Visitor): Promise<void> {
  await page.evaluate(() => {
    const own = window as unknown as Own;
    own.opened = true;
    own.draw();
  });
}

/** Stores in Germany and in California whose banner is their own. `arrive` waits for it. */
export function openOwn(): {
  scene: Scene;
  arrive(region: string, options?: VisitorOptions): Promise<Visitor>;
} {
  const scene = openScene({
    pages: (collector) =>
      Object.fromEntries(
        ['DE', 'US-CA'].map((region) => [
          `/${region}`,
          {
            html: `<main data-collector="${collector}" data-region="${region}"></main><button id="else">Buy</button>${CODE}`,
          },
        ]),
      ),
  });

  const arrive = async (region: string, options: VisitorOptions = {}): Promise<Visitor> => {
    const visitor = await scene.visit(options);
    await visitor.open(`/${region}`);
    // With a signal nothing is asked.
    if (options.gpc) await visitor.page.evaluate(() => window.sayso.ready);
    else await visitor.page.locator('#own').waitFor();
    return visitor;
  };
  return { scene, arrive };
}
