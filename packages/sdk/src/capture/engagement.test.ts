import { expect, test } from 'vitest';
import { openPage } from '../../test/fake-page.ts';
import { watch } from './engagement.ts';
import type { Stage } from './sources.ts';

function open() {
  const page = openPage();
  const told: number[] = [];
  let now = 0;
  let focus = true;
  Object.assign(page.window, { performance: { now: () => now } });
  Object.assign(page.window.document, { hasFocus: () => focus });
  const stage = {
    window: page.window,
    signal: new AbortController().signal,
    record: (_: string, props: { ms: number }) => told.push(props.ms),
  } as unknown as Stage;
  const source = watch(stage);
  const pass = (ms: number): void => {
    now += ms;
  };
  const turn = (to: boolean): void => {
    focus = to;
    page.window.dispatchEvent(new Event(to ? 'focus' : 'blur'));
  };
  return { ...page, source, told, pass, turn, total: () => told.reduce((sum, ms) => sum + ms, 0) };
}

test('only time counts in which the page is visible and in focus', () => {
  const { source, told, pass, turn, show } = open();
  pass(1000);
  turn(false);
  pass(5000);
  turn(true);
  pass(200);
  show(false);
  pass(7000);
  source.leave?.(false);
  expect(told).toEqual([1200]);
  show(true);
  pass(50);
  source.leave?.(false);
  source.leave?.(false);
  expect(told).toEqual([1200, 50]);
});

test('it is capped at half an hour a page view, however often it is told', () => {
  const { source, pass, total } = open();
  for (let n = 0; n < 10; n++) {
    pass(10 * 60_000);
    source.leave?.(false);
  }
  expect(total()).toBe(30 * 60_000);
  source.page?.(false);
  pass(40 * 60_000);
  source.page?.(false);
  expect(total()).toBe(60 * 60_000);
});
