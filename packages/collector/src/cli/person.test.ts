import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { accepted, capture, event, found, hashOf } from '../../test/store/samples.ts';
import { openStore } from '../store/open.ts';
import { main } from './main.ts';

const SUBJECT = 'q83vEjRWeJCrze8SNFZ4kA';
let folder: string;
let data: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-person-'));
  data = join(folder, 'data');
  await run('site create shop --origin https://shop.example --log-origin collector.example');
  const { store } = await openStore({ data, now: () => Date.UTC(2026, 10, 21, 12) });
  const captured = [accepted(event('search', { props: { search_term: 'lamps' } }))];
  await capture(found(await store.site('shop')), hashOf(SUBJECT), captured);
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (line: string, stdin = '') => {
  const io = fakeIo({ env: { SAYSO_DATA: data }, read: () => Buffer.from(stdin) });
  const code = await main(line.split(' '), io);
  return { code, out: io.said.join('\n'), err: io.warned.join('\n') };
};

test('a person’s data comes as JSON, by the hash or by the secret on the standard input', async () => {
  for (const given of [
    await run(`export shop ${hashOf(SUBJECT)}`),
    await run('export shop -', `${SUBJECT}\n`),
  ]) {
    expect(given.code).toBe(0);
    expect(JSON.parse(given.out)).toMatchObject({
      subject: hashOf(SUBJECT),
      events: [{ name: 'search', props: { search_term: 'lamps' } }],
    });
    expect(given.out + given.err).not.toContain(SUBJECT);
  }
});

test('a person is erased, what is kept is said, and then nothing is held', async () => {
  const line = `erase shop ${hashOf(SUBJECT)}`;
  const { code, out } = await run(line);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^Erased(.|\n)*Kept: a hash of your identifier(.|\n)*Backups that hold it may be kept until 2026/,
  );
  expect(await run(line)).toMatchObject({ code: 0, out });
  expect(await run(`export shop ${hashOf(SUBJECT)}`)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/Nothing is held/),
  });
  const { store } = await openStore({ data, now: () => Date.UTC(2026, 10, 21, 12) });
  const rows = await store.audit.read({ site: 'shop', limit: 10 });
  await store.close();
  expect(rows[0]).toMatchObject({ who: 'cli', what: 'sayso erase', about: hashOf(SUBJECT) });
});

test('a hash that begins with a hyphen is no option', async () => {
  const hash = `-${hashOf('x').slice(1)}`;
  for (const command of ['export', 'erase']) {
    expect(await run(`${command} shop ${hash}`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Nothing is held/),
    });
  }
});

test.each([
  [`export shop ${SUBJECT}`, '', 2, /the subject itself, a secret/],
  ['export shop somebody', '', 2, /must be the hash of a subject(.|\n)*43 characters/],
  ['erase shop -', 'nothing', 2, /does not hold a subject/],
  [`export shpo ${hashOf(SUBJECT)}`, '', 1, /did you mean shop\?/],
  [`erase shop ${hashOf('nobody')}`, '', 1, /Nothing is held/],
  ['erase shop', '', 2, /takes SITE SUBJECT/],
])('%s ends with what to do', async (line, stdin, code, said) => {
  const ended = await run(line, stdin);
  expect(ended).toMatchObject({ code, out: '', err: expect.stringMatching(said) });
  expect(ended.err).not.toContain(SUBJECT);
});
