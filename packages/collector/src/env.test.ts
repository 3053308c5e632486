import { describe, expect, test } from 'vitest';
import { type Env, type Given, readOptions, readPlace, warnings } from './env.ts';

const read = (given: Given, env: Env = {}) => {
  const parsed = readOptions(given, env);
  return 'errors' in parsed ? parsed.errors.join('\n') : parsed.options;
};

describe('without a word', () => {
  test('the collector listens on this machine, limits each address, and believes no header', () => {
    expect(read({})).toMatchObject({
      port: 8787,
      host: '127.0.0.1',
      data: './sayso-data',
      rate: 50,
      geoHeader: null,
      demo: false,
    });
    const options = read({});
    expect(typeof options === 'object' && options.isProxy('127.0.0.1')).toBe(false);
  });
});

describe('each setting', () => {
  test('can be an option or a variable, and the option counts', () => {
    const env = { SAYSO_PORT: '9000', SAYSO_RATE: '7', SAYSO_TRUST_PROXY: '10.0.0.0/8, ::1' };
    const options = read({ port: '9001' }, env);
    expect(options).toMatchObject({ port: 9001, rate: 7, trustProxy: ['10.0.0.0/8', '::1'] });
    expect(typeof options === 'object' && options.isProxy('10.1.1.1')).toBe(true);
  });

  test.each<[Given, RegExp]>([
    [{ port: 'http' }, /--port must be a whole number from 0 to 65535, not "http"/],
    [{ port: '65536' }, /--port must be/],
    [
      { 'key-file': 'k', 'key-command': 'c' },
      /--key-file and --key-command both say where the operator's key is/,
    ],
    [{ 'key-command': '' }, /--key-command is empty/],
    [{ rate: '-1' }, /--rate must be/],
    [{ 'geo-header': 'a b' }, /--geo-header must be the name of a header/],
    [{ 'trust-proxy': ['proxy'] }, /--trust-proxy takes addresses and networks such as .*"proxy"/],
    [{ 'log-origin': 'a log' }, /--log-origin must be a name/],
    [{ 'demo-origin': ['http://localhost:1'] }, /--demo-origin is for --demo only/],
    [{ demo: true, 'demo-origin': ['localhost:1'] }, /--demo-origin: .*is no origin/],
    [{ demo: true, host: '0.0.0.0' }, /--demo listens on this machine only/],
    [{ data: '' }, /--data is empty/],
  ])('%j is refused in a sentence', (given, message) => expect(read(given)).toMatch(message));

  test('an empty variable is none', () => expect(read({}, { SAYSO_PORT: '' })).toMatchObject({ port: 8787 }));
});

describe('the demo', () => {
  test('has no limit of requests, and lets the storefront in by both names of this machine', () =>
    expect(read({ demo: true, 'demo-origin': ['http://localhost:5000'] })).toMatchObject({
      rate: 0,
      host: '127.0.0.1',
      demoOrigins: ['http://127.0.0.1:5000', 'http://localhost:5000'],
    }));

  test('can be limited all the same', () =>
    expect(read({}, { SAYSO_DEMO: '1', SAYSO_RATE: '5' })).toMatchObject({ demo: true, rate: 5 }));

  test.each([
    ['true', true],
    ['0', false],
  ])('SAYSO_DEMO=%s means %s', (value, demo) =>
    expect(read({}, { SAYSO_DEMO: value })).toMatchObject({ demo }),
  );

  test('SAYSO_DEMO=maybe is an error', () =>
    expect(read({}, { SAYSO_DEMO: 'maybe' })).toMatch(/SAYSO_DEMO must be 1 or 0/));
});

test('the operator’s key is where an option says, before the environment, whichever of the two names it', () => {
  const [file, command] = [{ keyFile: '/run/key' }, { keyCommand: 'kms get' }];
  const env = { SAYSO_KEY_FILE: '/run/key' };
  expect(readPlace({}, env)).toMatchObject(file);
  expect(readPlace({ 'key-command': 'kms get' }, env)).toEqual({ data: './sayso-data', ...command });
  expect(readPlace({ 'key-file': '/run/key' }, { SAYSO_KEY_COMMAND: 'kms get' })).toEqual({
    data: './sayso-data',
    ...file,
  });
  expect(readPlace({}, { ...env, SAYSO_KEY_COMMAND: 'kms get' })).toHaveProperty('errors');
});

describe('the data', () => {
  test.each<[Given, Env, string]>([
    [{}, { SAYSO_DATA: '/srv/a' }, '/srv/a'],
    [{ data: '/srv/b' }, { SAYSO_DATA: '/srv/a' }, '/srv/b'],
    [{ store: 'file:///srv/c' }, { SAYSO_DATA: '/srv/a' }, '/srv/c'],
    [{ store: 'sqlite:./d' }, {}, './d'],
    [{ data: '/srv/b' }, { SAYSO_STORE: 'file:///srv/c' }, '/srv/b'],
  ])('%j with %j is in %s', (given, env, data) => expect(readPlace(given, env)).toEqual({ data }));

  test('can not be at two places', () =>
    expect(readPlace({ data: 'a', store: 'file:b' }, {})).toEqual({
      errors: [expect.stringMatching(/both/)],
    }));

  test('can not be in PostgreSQL yet, and the address with its password is not repeated', () =>
    expect(readPlace({ store: 'postgres://u:hunter2@db/x' }, {})).toEqual({
      errors: [expect.stringMatching(/^(?!.*hunter2).*not supported yet/)],
    }));

  test.each(['data', 'http://x', 'file:', 'file://elsewhere/x'])('%s is no store', (store) =>
    expect(readPlace({ store }, {})).toEqual({ errors: [expect.stringMatching(/--store must/)] }),
  );
});

describe('a warning', () => {
  test('is given for a variable that nothing reads', () =>
    expect(warnings({ SAYSO_PROT: '1', HOME: '/', SAYSO_DATA: '/srv' })).toEqual([
      'SAYSO_PROT is set, but there is no such setting; did you mean SAYSO_PORT?',
    ]));

  test('is given for a header that nobody may send', () => {
    const parsed = readOptions({ 'geo-header': 'CF-IPCountry' }, {});
    expect('options' in parsed && warnings({}, parsed.options)).toEqual([
      expect.stringMatching(/--trust-proxy names none/),
    ]);
  });
});
