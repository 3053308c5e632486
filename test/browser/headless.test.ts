import { describe, expect, test } from 'vitest';
import { allowed, type Own, openOwn, preferences } from './headless-scene.ts';
import { names, settle, until } from './visitor.ts';

const { scene, arrive } = openOwn();

const sha256 = async (text: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex');

describe('a banner that the store draws itself', () => {
  test('asks for what Sayso asks, and its yes is recorded with the words that were seen', async () => {
    const visitor = await arrive('DE');
    const { purposes, ask } = await visitor.page.evaluate(() => (window as unknown as Own).choices.get());
    expect(ask).toBe('banner');
    expect(purposes.filter(({ asked }) => asked).map(({ id }) => id)).toEqual([
      'preferences',
      'analytics',
      'marketing',
    ]);
    expect(purposes[0]).toMatchObject({ id: 'necessary', always: true, changeable: false });
    const held = await visitor.accept();
    expect(names(held)).toContain('page_view');
    const receipt = (await visitor.receipts()).at(-1);
    expect(receipt).toMatchObject({
      method: 'accept-all',
      ui: { name: 'sayso-headless', layer: 1, custom: true },
    });
    expect(visitor.errors).toEqual([]);
  });

  test('what is hidden is not among the words of the receipt', async () => {
    const visitor = await arrive('DE');
    const seen = await visitor.page.evaluate(() =>
      // biome-ignore lint/performance/useDomNodeTextContent: what is hidden was not seen
      (document.getElementById('own') as HTMLElement).innerText
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    );
    expect(seen.join()).toContain('Our biscuits');
    expect(seen.join()).not.toContain('Nobody reads this');
    await visitor.act('reject-all');
    const receipt = await until(async () => (await visitor.receipts())[0], 'the receipt');
    expect(receipt).toMatchObject({ method: 'reject-all', textHash: await sha256(seen.join('\n')) });
    expect(await allowed(visitor)).toEqual(['necessary']);
  });

  test('takes nothing for a yes that code can make, and nothing of page code that the policy does not let grant', async () => {
    const visitor = await arrive('DE');
    await visitor.page.evaluate(() => {
      const { choices } = window as unknown as Own;
      document.querySelector<HTMLElement>('[data-action=accept-all]')?.click();
      const made = { isTrusted: true, type: 'click', composedPath: () => [document.getElementById('own')] };
      for (const click of [
        made,
        { nativeEvent: made },
        Object.create(new Event('click')),
        new MouseEvent('click'),
      ]) {
        choices.acceptAll(click as Event);
        choices.save({ analytics: true }, click as Event);
        choices.confirm(click as Event);
        choices.noticed(click as Event);
      }
      choices.acceptAll();
      choices.save({ analytics: true });
    });
    await settle(visitor.page);
    expect(await allowed(visitor)).toEqual(['necessary']);
    expect(await visitor.receipts()).toEqual([]);
    expect(await visitor.stored()).toEqual([]);
    // The same button does, under a finger.
    await visitor.act('accept-all');
    await until(async () => (await allowed(visitor)).length > 1, 'the yes');
  });

  test("a person's click elsewhere in the page, on a form or before anything was shown, grants nothing", async () => {
    const visitor = await arrive('DE');
    await visitor.page.evaluate(() => {
      const { choices } = window as unknown as Own;
      document.getElementById('else')?.addEventListener('click', (click) => choices.acceptAll(click));
    });
    await visitor.page.click('#else');
    await visitor.page.evaluate(() => {
      const { choices } = window as unknown as Own;
      const form = document.createElement('form');
      document.getElementById('own')?.append(form);
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        choices.acceptAll(event);
      });
      // Code sends it, and the event is trusted all the same.
      form.requestSubmit();
    });
    await settle(visitor.page);
    expect(await allowed(visitor)).toEqual(['necessary']);
    expect(await visitor.receipts()).toEqual([]);
  });

  test('a refusal by code counts, with its event and without', async () => {
    for (const act of ['click', 'call']) {
      const visitor = await arrive('DE');
      await visitor.page.evaluate((how) => {
        if (how === 'click') document.querySelector<HTMLElement>('[data-action=reject-all]')?.click();
        else (window as unknown as Own).choices.rejectAll();
      }, act);
      const receipt = await until(async () => (await visitor.receipts())[0], 'the receipt');
      expect(receipt).toMatchObject({ method: act === 'click' ? 'reject-all' : 'api', basis: 'refusal' });
    }
  });

  test('a save by code keeps the no and leaves the yes out', async () => {
    const visitor = await arrive('DE');
    await visitor.page.evaluate(() =>
      (window as unknown as Own).choices.save({ analytics: true, marketing: false }, new MouseEvent('click')),
    );
    const receipt = await until(async () => (await visitor.receipts())[0], 'the receipt');
    expect(receipt.purposes).toMatchObject({ marketing: 'denied' });
    expect(await allowed(visitor)).toEqual(['necessary']);
  });

  test('single purposes are saved as they were ticked, on the second layer', async () => {
    const visitor = await arrive('DE');
    await preferences(visitor);
    await visitor.page.check('[name=analytics]');
    await visitor.act('save');
    await until(async () => names(await visitor.held()).includes('page_view'), 'the page_view');
    expect(await allowed(visitor)).toEqual(['necessary', 'analytics']);
    expect((await visitor.receipts())[0]).toMatchObject({ method: 'save', ui: { layer: 2, custom: true } });
  });

  test('where the law starts from "allowed", nothing is made before the notice is on the screen', async () => {
    const visitor = await scene.visit();
    await visitor.context.addInitScript(() => Object.assign(window, { unseen: true }));
    await visitor.open('/US-CA');
    await settle(visitor.page);
    expect(await visitor.receipts()).toEqual([]);
    expect(await visitor.stored()).toEqual([]);
    await visitor.page.evaluate(() => {
      Object.assign(window, { unseen: false });
      (window as unknown as Own).draw();
    });
    const receipt = await until(async () => (await visitor.receipts())[0], 'the receipt');
    expect(receipt).toMatchObject({ method: 'default' });
    await visitor.act('ok');
    await until(
      () => visitor.page.evaluate(() => (window as unknown as Own).choices.get().ask === 'none'),
      'the notice to be read',
    );
  });

  test('a yes against a standing no takes a second step, by another click, that was shown', async () => {
    const visitor = await arrive('US-CA');
    await visitor.act('reject-all');
    await until(async () => !(await allowed(visitor)).includes('marketing'), 'the no');
    await preferences(visitor);
    await visitor.page.check('[name=marketing]');
    // One click is one step: the store hands the same one on to the second.
    await visitor.page.evaluate(() => {
      const { choices } = window as unknown as Own;
      document
        .querySelector('[data-action=save]')
        ?.addEventListener('click', (click) => choices.confirm(click));
    });
    await visitor.act('save');
    await visitor.page.getByText('You said no to').waitFor();
    expect(await visitor.page.textContent('#own p')).toMatch(/no to marketing \(no\)/i);
    expect(await allowed(visitor)).not.toContain('marketing');
    await visitor.act('cancel');
    expect(await allowed(visitor)).not.toContain('marketing');
    await visitor.page.check('[name=marketing]');
    await visitor.act('save');
    await visitor.act('confirm');
    await until(async () => (await allowed(visitor)).includes('marketing'), 'the yes');
    await until(async () => (await visitor.receipts()).some(({ confirmed }) => confirmed), 'the receipt');
    const receipt = (await visitor.receipts()).find(({ confirmed }) => confirmed);
    expect(receipt).toMatchObject({ method: 'save', confirmed: ['marketing'], effective: true });
  });

  test('says where a signal is honoured, and can offer no yes against it', async () => {
    const visitor = await arrive('US-CA', { gpc: { header: true } });
    const state = await visitor.page.evaluate(() => (window as unknown as Own).choices.get());
    expect(state.honoured).toBe(true);
    expect(state.purposes.find(({ id }) => id === 'marketing')).toMatchObject({
      signalled: true,
      changeable: false,
      allowed: false,
    });
  });

  test('a withdrawal is one click', async () => {
    const visitor = await arrive('DE');
    await visitor.accept();
    await preferences(visitor);
    await visitor.act('withdraw');
    expect(await allowed(visitor)).toEqual(['necessary']);
    await until(
      async () => (await visitor.receipts()).some(({ method }) => method === 'withdraw'),
      'the receipt',
    );
  });
});
