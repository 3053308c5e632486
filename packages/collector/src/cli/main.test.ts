import { describe, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { main } from './main.ts';
import { USAGE } from './usage.ts';

const run = async (...args: string[]) => {
  const io = fakeIo();
  const code = await main(args, io);
  return { code, out: io.said.join('\n'), err: io.warned.join('\n') };
};

test('--version says the version of the package', async () =>
  expect(await run('--version')).toEqual({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    err: '',
  }));

describe('help', () => {
  test('is given where it is asked for, and lists every command', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const name of Object.keys(USAGE)) expect(out).toContain(`sayso ${name}`);
  });

  test.each(Object.keys(USAGE))('of %s says what it takes', async (name) => {
    const { code, out } = await run(...name.split(' '), '--help');
    expect(code).toBe(0);
    expect(out).toContain(`sayso ${name}`);
  });

  test('is an error where no command is given', async () =>
    expect(await run()).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/sayso serve/) }));
});

describe('a command line that is not understood ends with 2 and one sentence', () => {
  test.each([
    [['serv'], /There is no command "serv"\. Did you mean serve\?/],
    [['site', 'creat', 'x'], /Did you mean site create\?/],
    [['site'], /There is no command "site"/],
    [['constructor'], /There is no command/],
    [['serve', '--prot', '1'], /Unknown option '--prot'\. Did you mean --port\?/],
    [['serve', 'now'], /serve takes nothing here/],
    [['serve', '--port', 'http'], /--port must be a whole number from 0 to 65535, not "http"/],
    [['serve', '--store', 'postgres://u:pw@db/x'], /not supported yet/],
    [['policy', 'publish', 'shop'], /policy publish takes SITE FILE here/],
    [['site', 'create', 'shop'], /at least one --origin/],
    [['site', 'create', 'SHOP', '--origin', 'https://a.example'], /no site id/],
    [['policy', 'check', 'f', '--material'], /Unknown option '--material'/],
    [['site', 'list', '--data'], /argument missing/],
  ])('%j', async (args, message) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('pw@');
  });
});
