import type { BrowserPolicy, Choice } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { judge } from './judge.ts';

const policy = {
  purposes: [
    { id: 'necessary', always: true, cookies: ['cart'], hosts: ['cdn.example'] },
    {
      id: 'marketing',
      cookies: [{ name: '_ga_*' }],
      storage: ['_hj*'],
      recipients: [
        { name: 'Meta', policyUrl: 'https://www.meta.example/privacy' },
        { name: 'X', policyUrl: '/x' },
      ],
    },
  ],
} as unknown as BrowserPolicy;
const CHOSEN = '2026-11-21T12:00:00.000Z';
const at = (seconds: number): number => Date.parse(CHOSEN) + seconds * 1000;
const no = { allowed: { necessary: true, marketing: false }, choice: null };
const yes = {
  allowed: { necessary: true, marketing: true },
  choice: { purposes: { marketing: true }, policyVersion: 1, at: CHOSEN } as Choice,
};

test('what is named and allowed is fine, and so are our own cookie and what waits to be sent', () => {
  const fine = [
    { kind: 'cookie', name: 'cart' },
    { kind: 'cookie', name: '__Host-sayso-demo' },
    { kind: 'indexedDB', name: 'sayso-demo' },
    { kind: 'request', name: 'img.cdn.example', at: at(-5) },
  ] as const;
  expect(judge(policy, no, fine)).toEqual([]);
  expect(judge(policy, yes, [{ kind: 'request', name: 'px.meta.example', at: at(1) }])).toEqual([]);
  expect(judge(policy, yes, [{ kind: 'cookie', name: '_ga_X' }])).toEqual([]);
});

test('what is named and not allowed, or was asked for before the yes, came before consent', () => {
  const seen = [
    { kind: 'cookie', name: '_ga_X' },
    { kind: 'localStorage', name: '_hj1' },
    { kind: 'request', name: 'px.meta.example', at: at(-1) },
  ] as const;
  expect(judge(policy, no, seen).map(({ problem }) => problem)).toEqual(Array(3).fill('before-consent'));
  expect(judge(policy, yes, seen)).toEqual([
    { kind: 'request', name: 'px.meta.example', problem: 'before-consent', purposes: ['marketing'] },
  ]);
});

test('what no purpose names is a finding whatever was chosen', () => {
  const seen = [
    { kind: 'cookie', name: '_fbp' },
    { kind: 'indexedDB', name: 'x' },
    { kind: 'request', name: 'evilcdn.example', at: 0 },
  ] as const;
  for (const state of [no, yes]) {
    expect(judge(policy, state, seen).map(({ problem }) => problem)).toEqual(Array(3).fill('not-named'));
  }
});
