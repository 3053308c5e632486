// Two tabs of one visitor on a bad line, which are closed and crash, while the collector is killed again and again; then
// the sum of it: what became of each event.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { launchOptions } from '../../scripts/browser.mjs';
import { freePort, startCollector } from './collector.mjs';
import { openLedger } from './ledger.mjs';
import { openLine } from './line.mjs';
import { idsOnDisk } from './on-disk.mjs';
import { randomFrom } from './random.mjs';

/** How a page ends, each as a share; the rest goes on to another page. */
const CLOSED = 0.35;
const CRASHED = 0.2;
/** Most events at once, and the longest pause after them in milliseconds. */
const BURST = 10;
const PAUSE = 250;
/** How many of the bursts are clicks. */
const CLICKED = 0.3;
/** Longest life of a collector, in milliseconds. */
const LIFE = 2500;
/** How long the rest may take to arrive when all is well again. */
const REST = 60_000;

/** A store of which each page is the same and has nothing but the script tag. */
async function openStore(collector) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="en"><title>A page</title><script src="${collector}/s/demo.js" data-region="DE"></script><button style="display:block">A</button><button style="display:block">B</button>`,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() && server.closeAllConnections() };
}

let texts = 0;

/** Clicks in turn on two buttons, whose texts nobody has seen before; where clicks are captured already. */
async function clickSome(page, ledger, count) {
  if (!(await page.evaluate(() => window.captures))) return;
  const places = await page.evaluate(() =>
    [...document.querySelectorAll('body > button')].map((button) => {
      const { x, y } = button.getBoundingClientRect();
      return [x + 3, y + 3];
    }),
  );
  for (let n = 0; n < count; n++) {
    const text = `Cup ${(texts++).toString(36)}`;
    // Two clicks on the same thing, one right after the other, would be one.
    const turn = await page.evaluate((words) => {
      window.turn = 1 - (window.turn ?? 0);
      document.querySelectorAll('body > button')[window.turn].textContent = words;
      return window.turn;
    }, text);
    const [x, y] = places[turn];
    await page.mouse.click(x, y);
    ledger.clicks(page, text);
  }
}

/** One tab after the other in one place, until there are enough events. */
async function live({ context, store, random, ledger, enough }) {
  while (!enough()) {
    const page = await context.newPage();
    ledger.follow(page);
    try {
      let open = true;
      while (open && !enough()) {
        await page.goto(`${store}/p/${Math.floor(random() * 1e6)}?x`, { waitUntil: 'load', timeout: 10_000 });
        const isThere = await page.evaluate(() => typeof window.sayso?.track === 'function');
        if (!isThere) continue;
        for (let bursts = random() * 4; bursts > 0 && !enough(); bursts--) {
          if (random() < CLICKED) await clickSome(page, ledger, random() * BURST);
          await page.evaluate(
            (count) => {
              for (let n = 0; n < count; n++) window.sayso.track('search', { search_term: `cup ${n}` });
            },
            Math.ceil(random() * BURST),
          );
          await sleep(random() * PAUSE);
        }
        const end = random();
        open = end > CLOSED + CRASHED;
        if (end < CRASHED) await ledger.crash(page);
      }
    } catch {
      // A page that did not load, or crashed beside its neighbour: the next one.
    }
    ledger.ends(page);
    await page.close().catch(() => {});
  }
}

/** `events`: how many are made at least. What became of them is in `counts`; `problems` is empty if all is well. */
export async function tabsTrial({ events, tabs = 2, seed = Date.now() >>> 0, say = (_) => {} }) {
  const data = mkdtempSync(join(tmpdir(), 'sayso-tabs-'));
  const port = await freePort();
  const random = randomFrom(seed);
  const line = await openLine({ to: port, random: randomFrom(seed + 1) });
  const store = await openStore(line.url);
  const start = () => startCollector({ data, port, args: ['--demo-origin', store.url] });
  let collector = start();
  const browser = await chromium.launch(await launchOptions());
  try {
    await collector.ready;
    const context = await browser.newContext();
    const ledger = await openLedger(context);
    const first = await context.newPage();
    ledger.follow(first);
    await first.goto(store.url);
    await first.locator('[data-action="accept-all"]:visible').first().click();
    await first.waitForFunction(() => window.sayso.consent.get().allowed.analytics);
    await first.evaluate(() => window.sayso.flush());
    const [cookie] = (await context.cookies()).filter(({ name }) => name === 'sayso-demo');
    const subject = cookie?.value.split('.')[4] ?? '';
    await first.close();

    line.worsen();
    let over = false;
    let kills = 0;
    const killing = (async () => {
      while (!over) {
        await sleep(500 + random() * LIFE);
        await collector.kill();
        kills++;
        if (random() < 0.5) await sleep(random() * 1500);
        collector = start();
        await collector.ready;
        say(`${ledger.made.size} events, ${kills} times killed`);
      }
    })();
    const enough = () => ledger.made.size >= events;
    const seats = Array.from({ length: tabs }, (_, n) =>
      live({ context, store: store.url, random: randomFrom(seed + 2 + n), ledger, enough }),
    );
    await Promise.all(seats);
    over = true;
    await killing;

    line.mend();
    const last = await context.newPage();
    ledger.follow(last);
    await last.goto(store.url);
    const until = performance.now() + REST;
    let left = await idsOnDisk(last);
    while (left.length > 0 && performance.now() < until) {
      await sleep(500);
      left = await idsOnDisk(last);
    }
    const answer = await fetch(`${collector.url}/v1/demo/me`, {
      headers: { authorization: `Bearer ${subject}` },
    });
    const { events: stored = [] } = await answer.json();
    await ledger.look(last);
    const sum = ledger.sum(
      stored.map(({ id }) => id),
      left,
    );
    return { seed, ...sum, counts: { ...sum.counts, kills, line: line.counts } };
  } finally {
    await browser.close();
    await collector.kill();
    store.close();
    line.close();
    rmSync(data, { recursive: true, force: true });
  }
}
