import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, startCollector, YES } from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const _UI = { name: 'sayso-banner', build: '0.1.0', layer: 1, custom: false };

describe('words that are carried over', () => {
  test('keep their time, so that a new choice does not make an old yes younger', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    collector.clock.forward(100 * 86_400_000);
    const since = { analytics: visitor.time(-100 * 86_400_000) };
    await visitor.say({ analytics: true, marketing: false }, { since });
    expect(await visitor.try()).toBe('accepted');
    collector.clock.forward(81 * 86_400_000);
    expect(await visitor.try()).toBe('expired');
  });

  test('keep their time in an opt-out too, which grants nothing, even if the page forgets to say it', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    collector.clock.forward(100 * 86_400_000);
    await visitor.say({ analytics: true, marketing: false }, { method: 'opt-out' });
    expect(await visitor.try()).toBe('accepted');
    collector.clock.forward(81 * 86_400_000);
    expect(await visitor.try()).toBe('expired');
  });

  test('with a time after the choice itself have the time of the choice', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES, { since: { analytics: visitor.time(500 * 86_400_000) } });
    collector.clock.forward(181 * 86_400_000);
    expect(await visitor.try()).toBe('expired');
  });
});
