import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example, parse, withField } from '../test/example-policy.ts';
import { EVENTS } from './event.ts';
import { parsePolicy } from './parse-policy.ts';

describe('a policy document', () => {
  test('is taken as the contract shows it', () => expect(parse(example())).toEqual(example()));

  test("may leave out all but who is responsible, purposes and regimes; the rest is the contract's example", () => {
    const { controller, purposes, regimes } = example();
    const { texts, promises, eventProps, ...defaults } = example();
    expect(parse({ $schema: './policy.schema.json', controller, purposes, regimes })).toEqual({
      ...defaults,
      texts: {},
      promises: [],
      eventProps: {},
    });
  });

  test('may say of a cookie where it is, what third-party code keeps and asks, and that a withdrawal reloads', () => {
    const marketing = {
      id: 'marketing',
      cookies: ['_fbp', { name: '_ga_*', domain: 'shop.example', path: '/cups', days: 730 }],
      storage: ['_hj*'],
      hosts: ['cdn.example'],
    };
    const given = { ...example(), reloadOnWithdraw: true, purposes: [marketing], texts: { en: {} } };
    expect(parse(given)).toEqual(given);
  });

  test('may say of a separate consent all that visitors must be told first', () => {
    const mail = {
      name: 'Mail Ltd',
      contact: 'dpo@mail.example',
      country: 'SG',
      how: 'by network',
      items: ['e-mail'],
    };
    const said = { name: 'Transfer', description: 'To send mail.', refusal: 'Leave it off.' };
    const given = {
      ...example(),
      purposes: [
        { id: 'overseas-transfer', recipients: [mail] },
        { id: 'survey', separate: true },
      ],
      texts: { ko: { purposes: { 'overseas-transfer': said } } },
    };
    expect(parse(given)).toEqual(given);
  });

  test('fills in what is left out of a section', () =>
    expect(parse(withField('signals', { dnt: true }))).toMatchObject({
      signals: { gpc: true, dnt: true, gpcOverride: false },
    }));

  test('leaves a no alone for as long as a yes holds, where it does not say', () =>
    expect(parse(withField('ask', { grantedDays: 365 }))).toMatchObject({
      ask: { grantedDays: 365, refusedDays: 365 },
    }));
});

test('all that is wrong is said at once, and never more than a hundred things', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, i]));
  expect(parse({ ...example(), ...many })).toHaveLength(100);
});

test('messages repeat no more than a little of what came, and nothing that a terminal obeys', () => {
  const [error] = parse(withField('signals.gpc', `\u001b[2J\u009b${'x'.repeat(9_999)}`)) as [
    { message: string },
  ];
  expect(error.message).toMatch(/^[\x20-\x7e…]*$/);
  expect(error.message.length).toBeLessThan(120);
});

test('any JSON gives a policy or errors, never an exception and never a change of Object.prototype', () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue({ maxDepth: 5 }),
        fc
          .tuple(fc.constantFrom(...Object.keys(example()), '__proto__'), fc.jsonValue())
          .map(([key, value]) => withField(key, value)),
      ),
      (input) => {
        const parsed = parsePolicy(input);
        return 'policy' in parsed || parsed.errors.length > 0;
      },
    ),
    { numRuns: 300 },
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
});

test('every event of the vocabulary can be captured without declaring it', () => {
  const { controller, regimes } = example();
  const purposes = [{ id: 'analytics', events: Object.keys(EVENTS) }];
  expect(parse({ controller, regimes, purposes })).toMatchObject({ purposes });
});
