import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { beyondFiles, names, settle, until, type Visitor } from './visitor.ts';

const scene = openScene();

async function expectNothing(visitor: Visitor): Promise<void> {
  await settle(visitor.page);
  expect(await visitor.stored()).toEqual([]);
  expect(beyondFiles(visitor)).toEqual([]);
}

describe.concurrent('page code', () => {
  test('that calls acceptAll or save grants nothing', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=DE');
    const chosen = await page.evaluate(async () => [
      await window.sayso.consent.acceptAll(),
      await window.sayso.consent.save({ analytics: true }),
    ]);
    expect(chosen.map(({ effective }) => effective)).toEqual([false, false]);
    expect(await visitor.subject()).toBeNull();
    await page.evaluate(() => window.sayso.track('search', { search_term: 'granted?' }));
    await settle(page);
    expect(visitor.sent('/v1/demo/events')).toEqual([]);
    expect(await page.evaluate(() => 'port' in window.sayso)).toBe(false);
  });

  test('that refuses is heeded', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await visitor.page.evaluate(() => window.sayso.consent.rejectAll());
    expect(await visitor.receipts()).toMatchObject([{ method: 'api', basis: 'refusal' }]);
    expect(await visitor.page.locator('sayso-banner [data-action]').count()).toBe(0);
  });

  test.each([
    ['words and choices', []],
    ['all that a purpose may have', ['always', 'sensitive']],
  ])('that pollutes Object.prototype with %s opens no gate', async (_, more) => {
    const visitor = await scene.visit();
    await visitor.context.addInitScript((added) => {
      const yes = { value: true, writable: true, configurable: true };
      for (const name of [
        'analytics',
        'marketing',
        'preferences',
        'allowed',
        'granted',
        'default',
        ...added,
      ]) {
        Object.defineProperty(Object.prototype, name, yes);
      }
      const choice = { purposes: { analytics: true }, policyVersion: 99, at: '2099-01-01T00:00:00Z' };
      for (const [name, value] of Object.entries({
        choice,
        DE: 'notice',
        subject: 'A'.repeat(22),
        US: 'notice',
      })) {
        Object.defineProperty(Object.prototype, name, { ...yes, value });
      }
    }, more);
    await visitor.open('/?region=DE');
    await visitor.page.evaluate(() => window.sayso.track('search', { search_term: 'polluted' }));
    if (!more.length)
      expect(await visitor.page.evaluate(() => window.sayso.consent.get().reasons.analytics)).toBe(
        'no-choice',
      );
    await expectNothing(visitor);
  });

  test('that wraps fetch, JSON and the clock runs nothing before a yes', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.context.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const { fetch } = window;
      window.fetch = (...args) => {
        seen.push(`fetch ${args[0]}`);
        return fetch(...args);
      };
      navigator.sendBeacon = (to) => {
        seen.push(`beacon ${to}`);
        return true;
      };
      const { parse } = JSON;
      JSON.parse = (...args) => Object.assign(parse(...args) ?? {}, { allowed: true });
    });
    await visitor.open('/?region=DE');
    await page.locator('[data-action="accept-all"]').waitFor();
    await expectNothing(visitor);
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
  });

  test('that listens learns neither subject nor receipt', async () => {
    const visitor = await scene.visit();
    const heard: string[] = [];
    await visitor.context.exposeFunction('hear', (what: string) => heard.push(what));
    await visitor.context.addInitScript(() => {
      for (const type of ['consent', 'event', 'refused', 'open']) {
        addEventListener(`sayso:${type}`, listen, true);
      }
      function listen(event: Event): void {
        const { hear } = window as unknown as { hear(what: string): void };
        hear(JSON.stringify([event.type, (event as CustomEvent).detail]));
      }
    });
    await visitor.open('/?region=DE');
    const held = await visitor.accept();
    expect(heard.join()).toContain('sayso:event');
    expect(heard.join()).not.toContain(String(await visitor.subject()));
    expect(heard.join()).not.toContain(held.receipts[0]?.jws);
  });
});

describe.concurrent('calls before the script has loaded', () => {
  const early = (): void => {
    const calls = [
      [
        'on',
        'event',
        (event: { name: string }) => document.documentElement.setAttribute('data-heard', event.name),
      ],
      ['track', 'search', { search_term: 'early' }],
      ['page', { utm_source: 'early' }],
      // Not among those that are kept.
      ['identify', 'a proof'],
      ['consent', 'acceptAll'],
      ['erase'],
      'track',
      null,
    ];
    Object.assign(window, { sayso: calls });
  };

  test('are made up for where something is allowed', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await visitor.accept();
    await visitor.context.addInitScript(early);
    await visitor.open('/p/stone-mug?region=DE');
    const held = await until(async () => {
      const found = await visitor.held();
      return names(found).includes('search') ? found : null;
    }, 'the search');
    expect(held.events.find(({ name }) => name === 'search')?.props).toEqual({ search_term: 'early' });
    expect(await visitor.page.locator('html').getAttribute('data-heard')).toBeTruthy();
    expect(visitor.errors).toEqual([]);
    expect(visitor.asked.filter((request) => request.startsWith('DELETE'))).toEqual([]);
  });

  test('do nothing where nothing is allowed', async () => {
    const visitor = await scene.visit();
    await visitor.context.addInitScript(early);
    await visitor.open('/?region=DE');
    await expectNothing(visitor);
    expect(visitor.errors).toEqual([]);
  });

  test('minor is among them: nothing is asked', async () => {
    const visitor = await scene.visit();
    await visitor.context.addInitScript(() => Object.assign(window, { sayso: [['minor', true]] }));
    await visitor.open('/?region=DE');
    await settle(visitor.page);
    expect(await visitor.page.locator('sayso-banner [data-action]').count()).toBe(0);
    expect(beyondFiles(visitor)).toEqual([]);
  });
});
