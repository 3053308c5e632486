import { describe, expect, test } from 'vitest';
import { bundled } from './bundled.ts';
import { openScene } from './scene.ts';
import { until, type Visitor } from './visitor.ts';

const BY_TAG = await bundled(`
  import { defineElements } from '@sayso/sdk/elements';
  defineElements();
`);
const BY_IMPORT = await bundled(`
  import { mountBanner } from '@sayso/banner';
  import { createSayso } from '@sayso/sdk';
  import { defineElements } from '@sayso/sdk/elements';
  window.made = 0;
  const { collector } = document.body.dataset;
  const create = () => {
    window.made += 1;
    const sayso = createSayso({ site: 'demo', collector, region: 'DE' });
    mountBanner(sayso);
    return sayso;
  };
  defineElements(create);
  defineElements(create);
`);

const GATE = `
  <script>
    window.ran = [];
    window.told = [];
    document.addEventListener('sayso-gate', ({ target, detail }) => told.push([target.id, detail.purposes.join(), detail.allowed]));
  </script>
  <sayso-gate id="ads" purpose="marketing">
    <template><script>ran.push('ads')</script><img id="pixel" src="/pixel.gif" alt=""></template>
    <p id="poster">A poster</p>
  </sayso-gate>
  <sayso-gate id="all" purpose="analytics marketing"><template><p id="both">Both</p></template></sayso-gate>
  <sayso-gate id="none"><template><p class="never">Never</p></template></sayso-gate>
  <sayso-gate id="odd" purpose="constructor"><template><p class="never">Never</p></template></sayso-gate>
  <sayso-choices label="Ihre Wahl"></sayso-choices>
  <footer><sayso-choices href="/v1/opt-out"></sayso-choices></footer>`;

const scene = openScene({
  pages: (collector) => {
    const tag = (region: string) => `<script src="${collector}/s/demo.js" data-region="${region}"></script>`;
    return {
      '/tag': { html: tag('DE') + GATE + BY_TAG },
      '/california': { html: tag('US-CA') + GATE + BY_TAG },
      '/late': { html: GATE + BY_TAG },
      '/import': {
        html: `<script>document.body.dataset.collector = '${collector}'</script>${GATE}${BY_IMPORT}`,
      },
      // Defined before the parser comes to it, and the template in two parts.
      '/early': { html: tag('DE') + BY_TAG.replace('type="module"', '') + GATE },
    };
  },
});

interface PageOfTheStore {
  ran: string[];
  told: unknown[];
  made: number;
}
const seen = ({ page }: Visitor) =>
  page.evaluate(() => {
    const { ran, told } = window as unknown as PageOfTheStore;
    return { ran, told, pixel: !!document.getElementById('pixel'), both: !!document.getElementById('both') };
  });
const asked = ({ requests }: Visitor) => requests.some((request) => request.url().endsWith('/pixel.gif'));

async function arrive(path: string, options = {}): Promise<Visitor> {
  const visitor = await scene.visit(options);
  await visitor.open(path);
  return visitor;
}

describe('<sayso-gate>', () => {
  test.each(['/tag', '/import', '/early'])(
    'lets nothing in its template run or load before a yes, at %s',
    async (path) => {
      const visitor = await arrive(path);
      await visitor.page.locator('sayso-banner').waitFor();
      await visitor.page.waitForTimeout(300);
      expect(await seen(visitor)).toEqual({ ran: [], told: [], pixel: false, both: false });
      expect(asked(visitor)).toBe(false);
      await visitor.accept();
      await until(async () => (await seen(visitor)).pixel, 'the gate to open');
      expect(await seen(visitor)).toEqual({
        ran: ['ads'],
        told: [
          ['ads', 'marketing', true],
          ['all', 'analytics,marketing', true],
        ],
        pixel: true,
        both: true,
      });
      expect(await visitor.page.locator('.never').count()).toBe(0);
      expect(visitor.errors).toEqual([]);
    },
  );

  test('takes it all out of the page when the yes is withdrawn, and puts it in anew after another', async () => {
    const visitor = await arrive('/tag');
    await visitor.accept();
    await until(async () => (await seen(visitor)).pixel, 'the gate to open');
    const after = await visitor.page.evaluate(async () => {
      window.sayso.consent.withdraw();
      return !!document.getElementById('pixel');
    });
    expect(after).toBe(false);
    expect((await seen(visitor)).told.at(-1)).toEqual(['all', 'analytics,marketing', false]);
    expect(await visitor.page.locator('#poster').count()).toBe(1);
    await visitor.openPreferences();
    await visitor.act('accept-all');
    await until(async () => (await seen(visitor)).pixel, 'the gate to open again');
    expect((await seen(visitor)).ran).toEqual(['ads', 'ads']);
    expect(await visitor.page.locator('#pixel').count()).toBe(1);
  });

  test('opens for nothing that page code makes up', async () => {
    const visitor = await arrive('/tag');
    await visitor.page.locator('sayso-banner').waitFor();
    await visitor.page.evaluate(() => {
      document.dispatchEvent(new CustomEvent('sayso:consent', { detail: { allowed: { marketing: true } } }));
      Object.assign(Object.prototype, { marketing: true });
      document.dispatchEvent(new CustomEvent('sayso:consent'));
      document.querySelector('#ads')?.setAttribute('allowed', '');
    });
    await visitor.page.waitForTimeout(200);
    expect(await seen(visitor)).toMatchObject({ ran: [], pixel: false });
  });

  test('waits for a script tag that comes later', async () => {
    const visitor = await arrive('/late');
    await visitor.page.waitForTimeout(300);
    expect((await seen(visitor)).pixel).toBe(false);
    await visitor.page.addScriptTag({ url: `${scene.shop.collector}/s/demo.js` });
    await visitor.accept();
    await until(async () => (await seen(visitor)).pixel, 'the gate to open');
  });

  test('is one Sayso, however often it is defined', async () => {
    const visitor = await arrive('/import');
    await visitor.page.locator('sayso-banner').waitFor();
    expect(await visitor.page.evaluate(() => (window as unknown as PageOfTheStore).made)).toBe(1);
  });

  // Vue and Svelte set a property where an element has one of that name, else an attribute; listeners the same way.
  test('takes what a framework sets as a property or an attribute, on an element that it makes', async () => {
    const visitor = await arrive('/tag');
    await visitor.accept();
    const made = await visitor.page.evaluate(() => {
      type Gate = HTMLElement & { purpose: string; allowed: boolean };
      const heard: boolean[] = [];
      const gate = document.createElement('sayso-gate') as Gate;
      gate.addEventListener('sayso-gate', (event) => heard.push((event as CustomEvent).detail.allowed));
      const isProperty = 'purpose' in gate;
      gate.purpose = 'marketing';
      const template = document.createElement('template');
      template.content.append(document.createElement('hr'));
      gate.append(template);
      document.body.append(gate);
      const steps = [gate.querySelectorAll('hr').length];
      gate.setAttribute('purpose', 'nothing-of-the-kind');
      steps.push(gate.querySelectorAll('hr').length);
      gate.purpose = 'analytics';
      steps.push(gate.querySelectorAll('hr').length);
      // Moved, as a list that is sorted anew does.
      document.body.prepend(gate);
      steps.push(gate.querySelectorAll('hr').length);
      return { isProperty, steps, heard, allowed: gate.allowed, attribute: gate.getAttribute('purpose') };
    });
    expect(made).toEqual({
      isProperty: true,
      steps: [1, 0, 1, 1],
      heard: [true, false, true],
      allowed: true,
      attribute: 'analytics',
    });
  });

  test('what is in it when it is taken out of the page, and a no said meanwhile, is gone when it comes back', async () => {
    const visitor = await arrive('/tag');
    await visitor.accept();
    await until(async () => (await seen(visitor)).pixel, 'the gate to open');
    const inside = await visitor.page.evaluate(() => {
      const gate = document.getElementById('ads') as HTMLElement;
      gate.remove();
      window.sayso.consent.withdraw();
      document.body.append(gate);
      return gate.querySelectorAll('#pixel').length;
    });
    expect(inside).toBe(0);
  });
});

describe('<sayso-choices>', () => {
  test('is the way back to the preferences: a button, or a link that works without JavaScript', async () => {
    const visitor = await arrive('/tag');
    await visitor.accept();
    await visitor.page.getByRole('button', { name: 'Ihre Wahl' }).click();
    await visitor.page.locator('sayso-banner dialog').waitFor();
    await visitor.page.keyboard.press('Escape');
    const link = visitor.page.getByRole('link', { name: 'Your privacy choices' });
    expect(await link.getAttribute('href')).toBe('/v1/opt-out');
    await link.click();
    await visitor.page.locator('sayso-banner dialog').waitFor();
    expect(new URL(visitor.page.url()).pathname).toBe('/tag');
  });

  test('says in the page that a signal is honoured, and only then', async () => {
    const honoured = await arrive('/california', { gpc: { header: true } });
    await honoured.page.locator('sayso-choices').first().getByText('Opt-Out Request Honored').waitFor();
    const other = await arrive('/california');
    await other.page.locator('sayso-banner').waitFor();
    expect(await other.page.locator('sayso-choices [data-sayso=status]').first().isVisible()).toBe(false);
  });

  test('takes its words as a property or an attribute, also later', async () => {
    const visitor = await arrive('/tag');
    const words = await visitor.page.evaluate(() => {
      const choices = document.createElement('sayso-choices') as HTMLElement & {
        label: string;
        href: string;
      };
      choices.label = 'Cookies';
      document.body.append(choices);
      const first = choices.textContent?.trim();
      choices.setAttribute('label', 'Privacy');
      choices.href = '/here';
      return [first, choices.textContent?.trim(), choices.firstElementChild?.localName];
    });
    expect(words).toEqual(['Cookies', 'Privacy', 'a']);
  });
});
