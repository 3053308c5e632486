import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Collector, DAY, HOUR, MINUTE, startCollector, YES } from './harness.ts';

let collector: Collector;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

const AHEAD = [0, 3 * MINUTE, -3 * MINUTE, 2 * HOUR, -2 * HOUR, 400 * DAY, -100 * DAY];

describe.each(AHEAD)('with a clock that is %i ms ahead', (ahead) => {
  test('everything after the yes is accepted, with the time that the browser gave', async () => {
    const visitor = collector.visitor(ahead);
    await visitor.say(YES);
    const event = visitor.event();
    expect((await visitor.send([event])).json.accepted).toBe(1);
    collector.clock.forward(2 * DAY);
    expect(await visitor.try()).toBe('accepted');
    expect((await visitor.me()).json.events[0].at).toBe(event.at);
  });

  test('everything from before the yes is refused', async () => {
    const visitor = collector.visitor(ahead);
    collector.clock.forward(HOUR);
    const before = visitor.time(-1);
    await visitor.say(YES);
    expect(await visitor.try('page_view', { at: before })).toBe('before-choice');
    collector.clock.forward(HOUR);
    expect(await visitor.try('page_view', { at: before })).toBe('before-choice');
  });

  test('a yes after a no takes effect', async () => {
    const visitor = collector.visitor(ahead);
    await visitor.say({ analytics: false, marketing: false });
    collector.clock.forward(MINUTE);
    expect((await visitor.say(YES)).json.effective).toBe(true);
  });
});

describe('a clock that is put right', () => {
  test('after a yes by a slow clock loses nothing', async () => {
    const slow = collector.visitor(-3 * HOUR);
    await slow.say(YES);
    const right = { sentAt: new Date(collector.clock.now).toISOString() };
    const { json } = await slow.send([slow.event('page_view', { at: right.sentAt })], right);
    expect(json.accepted).toBe(1);
  });

  test('after a yes by a fast clock loses nothing that happened after it', async () => {
    const fast = collector.visitor(3 * HOUR);
    await fast.say(YES);
    collector.clock.forward(MINUTE);
    // By the browser's times this is before the choice, by ours it is after it: one of the two is enough.
    const sentAt = new Date(collector.clock.now).toISOString();
    const { json } = await fast.send([fast.event('page_view', { at: sentAt })], { sentAt });
    expect(json.accepted).toBe(1);
  });
});

describe('an event that is too old or from the future', () => {
  test('is found so by the corrected time if the clocks differ by more than five minutes', async () => {
    const visitor = collector.visitor(-30 * DAY);
    await visitor.say(YES);
    expect(await visitor.try('page_view', { at: visitor.time(-7 * DAY - 1) })).toBe('too-old');
    expect(await visitor.try('page_view', { at: visitor.time(10 * MINUTE + 1) })).toBe('future');
    expect(await visitor.try()).toBe('accepted');
  });

  test('is found so by its own time if they differ by less', async () => {
    const visitor = collector.visitor(5 * MINUTE);
    await visitor.say(YES);
    expect(await visitor.try('page_view', { at: visitor.time(5 * MINUTE) })).toBe('accepted');
    expect(await visitor.try('page_view', { at: visitor.time(5 * MINUTE + 1) })).toBe('future');
  });

  test('cannot be made younger by a client that lies about the time it sent it', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    const events = [visitor.event('page_view', { at: visitor.time(-DAY) })];
    // It claims that its clock is a day slow, so the event may be of now; but then it is sent now.
    const { json } = await visitor.send(events, { sentAt: visitor.time(-DAY) });
    expect(json.accepted).toBe(1);
    expect((await visitor.send(events, { sentAt: visitor.time(-DAY - MINUTE) })).json.accepted).toBe(0);
  });
});

describe('a run of yeses', () => {
  test('goes on through later yeses, so that a slow batch is not lost', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    collector.clock.forward(HOUR);
    const at = visitor.time(-HOUR / 2);
    await visitor.say(YES);
    expect(await visitor.try('page_view', { at })).toBe('accepted');
  });

  test('ends with a no: what happened before the next yes is not captured', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    collector.clock.forward(HOUR);
    await visitor.say({ analytics: false, marketing: false });
    const at = visitor.time(HOUR / 2);
    collector.clock.forward(HOUR);
    await visitor.say(YES);
    expect(await visitor.try('page_view', { at })).toBe('before-choice');
    expect(await visitor.try()).toBe('accepted');
  });

  test('ends when the yes expires', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    collector.clock.forward(181 * DAY);
    const at = visitor.time();
    collector.clock.forward(HOUR);
    await visitor.say(YES);
    expect(await visitor.try('page_view', { at })).toBe('before-choice');
  });

  test('is of one purpose: the yes on another does not cover it', async () => {
    const visitor = collector.visitor();
    await visitor.say({ analytics: true, marketing: false });
    collector.clock.forward(HOUR);
    const at = visitor.time(-HOUR / 2);
    await visitor.say(YES);
    expect(await visitor.try('page_view', { at })).toBe('accepted');
    expect(await visitor.try('add_to_wishlist', { at, props: { items: [] } })).toBe('before-choice');
  });
});
