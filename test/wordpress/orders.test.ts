import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { names, until, type Visitor, type VisitorOptions } from '../browser/visitor.ts';
import { itemsOf, openStore, productPath, standIn } from './store.ts';
import { PARTS } from './wordpress.ts';

describe.skipIf(!PARTS)('an order in WordPress, after the visit', () => {
  const store = openStore((policy) => {
    policy.purposes[2].events.push('order_status');
    policy.eventProps = { order_status: { transaction_id: 'string', status: 'string' } };
  });

  /** Somebody who has ordered two lamps; `choose` is what they do first. */
  const ordered = async (
    choose: (visitor: Visitor) => Promise<unknown>,
    { by = 'form', ...options }: VisitorOptions & { by?: 'form' | 'block' } = {},
  ): Promise<{ visitor: Visitor; id: number }> => {
    const visitor = await store.visit(options);
    await visitor.open(productPath(store.ids.lamp));
    await choose(visitor);
    await standIn(visitor, `standIn.classic(${store.ids.lamp}, 2)`);
    await visitor.open('/checkout/');
    if (by === 'block') {
      const { redirect_url } = (await standIn(visitor, `standIn.block('/checkout', {})`)) as {
        redirect_url: string;
      };
      await visitor.page.goto(redirect_url);
    } else await visitor.page.getByRole('button', { name: 'Place order' }).click();
    await visitor.page.waitForURL(/order-received/);
    const id = Number(/order-received\/(\d+)/.exec(visitor.page.url())?.[1]);
    return { visitor, id };
  };
  const accept = (visitor: Visitor): Promise<unknown> => visitor.accept();
  const refuse = (visitor: Visitor): Promise<unknown> => visitor.act('reject-all');
  const refund = (id: number): number => store.wp.ask(`return stand_in_refund(${id});`);
  const kept = (id: number): string =>
    store.wp.ask(`return wc_get_order(${id})->get_meta('_sayso_subject');`);
  const waiting = (): unknown[][] =>
    store.wp.ask(`$found = []; foreach (_get_cron_array() as $at => $hooks)
      foreach ($hooks['sayso_send'] ?? [] as $task) $found[] = array_merge([$at - time()], $task['args']); return $found;`);
  const collector = (address: string): void =>
    void store.wp.php(`update_option('sayso', ['collector' => '${address}'] + Sayso_Settings::all());`);

  test('is told by the server when it is refunded or completed: once, in the background, for its visitor', async () => {
    const { visitor, id } = await ordered(accept);
    const [purchase] = await store.events(visitor, 'purchase', 1);
    const refundId = refund(id);
    store.wp.php(
      `wc_get_order(${id})->update_status('completed'); wc_get_order(${id})->update_status('on-hold');`,
    );
    expect(names(await visitor.held())).not.toContain('refund');
    const tasks = waiting();
    expect(tasks.map(([, ...task]) => task.slice(0, 3))).toEqual([
      [id, 'refund', `${refundId}`],
      [id, 'order_status', 'completed'],
    ]);
    store.wp.runTasks();
    const [event] = await store.events(visitor, 'refund', 1);
    expect(event?.props).toMatchObject({
      transaction_id: purchase?.props?.transaction_id,
      value: 19.99,
      currency: 'EUR',
    });
    expect(itemsOf(event)).toMatchObject([{ item_id: `${store.ids.lamp}`, quantity: 1, price: 19.99 }]);
    const [status] = await store.events(visitor, 'order_status', 1);
    expect(status?.props).toEqual({ transaction_id: `${id}`, status: 'completed' });
    // Sent again, as after an answer that was lost.
    for (const [, ...task] of tasks)
      store.wp.php(`Sayso_Outgoing::send(...json_decode('${JSON.stringify(task)}'));`);
    const all = names(await visitor.held());
    expect(all.filter((name) => /refund|order_status/.test(name))).toHaveLength(2);
    await visitor.close();
  });

  test('keeps its visitor’s subject encrypted, for its own use and its time only', async () => {
    const { visitor, id } = await ordered(accept);
    const subject = (await visitor.subject()) ?? '';
    expect(subject).toHaveLength(22);
    const tables = store.wp.php(`global $wpdb; foreach ($wpdb->get_col('SHOW TABLES') as $table)
      foreach ($wpdb->get_results("SELECT * FROM $table", ARRAY_N) as $row) echo implode(' ', $row), "\\n";`);
    expect(tables).toContain(kept(id));
    expect(tables).not.toContain(subject);
    expect(tables).not.toContain(Buffer.from(subject).toString('base64').slice(0, 24));
    const opened = store.wp.ask<unknown[]>(`
      $order = wc_get_order(${id}); $meta = $order->get_meta('_sayso_subject');
      $copy = wc_get_order(stand_in_save(0, [], 1)); $copy->update_meta_data('_sayso_subject', $meta);
      $open = fn($order) => Sayso_Order_Subject::of($order);
      $found = [$open($order), $open($copy)];
      $order->update_meta_data('_sayso_subject', strtr($meta, 'AB', 'BA') . 'A'); $found[] = $open($order);
      $order->update_meta_data('_sayso_subject', $meta);
      do_action('sayso_forget', ${id}); $found[] = $open(wc_get_order(${id}));
      return $found;`);
    expect(opened).toEqual([[subject, false], null, null, null]);
    expect(kept(id)).toBe('');
    await visitor.close();
  });

  test('of somebody who refused, or chose nothing, keeps nothing and tells nothing', async () => {
    for (const choose of [refuse, async () => {}]) {
      const { visitor, id } = await ordered(choose);
      expect(kept(id)).toBe('');
      refund(id);
      expect(waiting()).toEqual([]);
      await visitor.close();
    }
  });

  test('of somebody who said no to another consent tool keeps nothing, and neither where the operator wants none', async () => {
    const deny = async (visitor: Visitor): Promise<void> => {
      await visitor.accept();
      await visitor.page.evaluate(`document.cookie = 'wp_consent_statistics=deny;path=/'`);
    };
    const denied = await ordered(deny);
    expect(kept(denied.id)).toBe('');
    await denied.visitor.close();
    store.wp.php(`update_option('sayso', ['keep_days' => 0] + Sayso_Settings::all());`);
    const { visitor, id } = await ordered(accept);
    expect(kept(id)).toBe('');
    store.wp.php(`update_option('sayso', ['keep_days' => 90] + Sayso_Settings::all());`);
    await visitor.close();
  });

  test('of somebody who has withdrawn since is refused, and the order forgets whose it was', async () => {
    const { visitor, id } = await ordered(accept, { by: 'block' });
    expect(kept(id)).not.toBe('');
    await visitor.page.locator('a[data-sayso="open"]').click();
    await visitor.act('withdraw');
    await until(async () => !(await visitor.subject()), 'the subject to go');
    refund(id);
    store.wp.runTasks();
    expect(kept(id)).toBe('');
    expect(waiting()).toEqual([]);
    await visitor.close();
  });

  test('never fails or waits where the collector is down: it is told later', async () => {
    const { visitor, id } = await ordered(accept);
    collector('http://127.0.0.1:9');
    const began = Date.now();
    const refundId = refund(id);
    expect(Date.now() - began).toBeLessThan(5000);
    store.wp.runTasks();
    expect(waiting()).toEqual([[expect.any(Number), id, 'refund', `${refundId}`, expect.any(String), 1]]);
    expect(waiting()[0]?.[0]).toBeGreaterThan(30);
    collector(store.shop.collector);
    store.wp.runTasks();
    await store.events(visitor, 'refund', 1);
    expect(waiting()).toEqual([]);
    // An order that can't even be read: what goes wrong is a line in the log.
    store.wp.php(`do_action('woocommerce_checkout_order_created', new class { function __call($name, $with) { throw new Error('broken order'); } });
      $_SERVER['HTTP_COOKIE'] = 'sayso-demo=1.0.mh8fjnk0.1.AAAAAAAAAAAAAAAAAAAAAA..yaaa';
      do_action('woocommerce_checkout_order_created', new class { function __call($name, $with) { throw new Error('broken order'); } });`);
    expect(store.wp.ask(`return get_option('stand_in_log');`)).toEqual(['broken order']);
    await visitor.close();
  });

  test('tells the signal of its browser, and nothing of who ordered', async () => {
    const { visitor, id } = await ordered(accept, { gpc: { header: true }, by: 'block' });
    const subject = await visitor.subject();
    let sent = { headers: {} as IncomingHttpHeaders, text: '' };
    const listener = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => {
        sent = { headers: request.headers, text };
        response.writeHead(422).end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    collector(`http://127.0.0.1:${(listener.address() as AddressInfo).port}`);
    refund(id);
    const task = waiting()[0];
    // In a process of its own, so that this one can answer.
    const run = store.wp.start(`Sayso_Outgoing::send(...json_decode('${JSON.stringify(task?.slice(1))}'));`);
    await run;
    listener.close();
    collector(store.shop.collector);
    expect(JSON.parse(sent.text)).toMatchObject({
      subject,
      signals: { gpc: true },
      events: [{ name: 'refund' }],
    });
    expect(sent.text + JSON.stringify(sent.headers)).not.toMatch(/customer\.example|Roe-Customer|wc_order_/);
    expect(sent.headers).not.toHaveProperty('origin');
    expect(JSON.stringify([task, store.wp.ask(`return get_option('stand_in_log');`)])).not.toContain(subject);
    store.wp.php(`wp_unschedule_hook('sayso_send');`);
    await visitor.close();
  });

  test('goes by WooCommerce’s own scheduler where there is one', () => {
    const given = store.wp.ask<unknown[]>(`
      function as_schedule_single_action(...$with) { $GLOBALS['given'] = $with; }
      Sayso_Outgoing::queue(7, 'refund', '9'); return $GLOBALS['given'];`);
    const at = expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
    expect(given).toEqual([expect.any(Number), 'sayso_send', [7, 'refund', '9', at, 0], 'sayso']);
    expect(waiting()).toEqual([]);
  });

  test('fits into one event, however many lines it has', () => {
    const props = store.wp.ask<{ items: object[]; value: number }>(`
      $line = ['item_id' => '1234567', 'item_name' => str_repeat('ü', 150), 'item_category' => str_repeat('x', 150), 'price' => 1.25, 'quantity' => 1];
      return Sayso_Items::fitting(['transaction_id' => '1', 'value' => 250, 'currency' => 'EUR', 'items' => array_fill(0, 200, $line)]);`);
    expect(props.value).toBe(250);
    expect(props.items.length).toBeGreaterThan(50);
    expect(JSON.stringify(props).length).toBeLessThan(7000);
    expect(store.wp.complaints()).toEqual([]);
  });
});
