import { expect, test } from 'vitest';
import { nameId } from './id.ts';

test('ids are those of RFC 9562: a known name in a known namespace', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(nameId('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('the hash is the one of a library, for texts of any length and script', async () => {
  const { createHash } = await import('node:crypto');
  const space = Buffer.from('ef064a2d32594680a893b60803fbdc4b', 'hex');
  for (let length = 0; length < 140; length++) {
    const text = [...'aé☕🙂%'.repeat(40)].slice(0, length).join('');
    const hash = createHash('sha1').update(space).update(text).digest('hex');
    expect(nameId(text).replaceAll('-', '').slice(0, 12), text).toBe(hash.slice(0, 12));
    expect(nameId(text)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
