import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { customersIn } from './customers.ts';

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const audienceOf = (...addresses: string[]) => {
  const hashes = new Set(addresses.map(hex));
  return { people: [], has: (hash: string) => hashes.has(hash) };
};

test('customers are found in whatever columns their addresses stand, as the store has written them', () => {
  const list = [
    'name;e-mail;phone',
    '"Doe, Jane";" Jane.Doe@Gmail.com ";+44 20 7946 0018',
    'Somebody else;other@doe.example;',
    '7;"0044 20 7946 0019"\r',
    'jane.doe@gmail.com',
    '',
  ].join('\n');
  const found = audienceOf('janedoe@gmail.com', '442079460018', '+442079460019');
  expect(customersIn(found, list)).toEqual([
    { email: 'Jane.Doe@Gmail.com', phone: '+44 20 7946 0018' },
    { email: '', phone: '0044 20 7946 0019' },
    { email: 'jane.doe@gmail.com', phone: '' },
  ]);
});

test('of a customer only the addresses that are in the audience come out', () => {
  const list = 'jane@doe.example,+44 20 7946 0018';
  expect(customersIn(audienceOf('jane@doe.example'), list)).toEqual([
    { email: 'jane@doe.example', phone: '' },
  ]);
  expect(customersIn(audienceOf(), list)).toEqual([]);
});

test('a number without a country code could be anybody’s, and is left out', () => {
  expect(customersIn(audienceOf('442079460018'), '020 7946 0018')).toEqual([]);
});
