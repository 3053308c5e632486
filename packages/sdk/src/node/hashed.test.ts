import { normaliseEmail } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { hashed } from './hashed.ts';

test('what can be no address is never hashed', async () => {
  expect(await hashed('jane', (raw) => normaliseEmail(raw, 'meta'))).toBeNull();
});
