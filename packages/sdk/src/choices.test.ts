import { DAY, type Memory, toTime } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { Jar, POLICY } from '../test/fake-page.ts';
import { openChoices, STRANGER } from './choices.ts';
import { openStorage } from './storage.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const open = (jar: Jar, now = NOW) =>
  openChoices(
    openStorage(jar, 'sayso-demo', false),
    () => POLICY,
    () => now,
    () => {},
  );
const chosen = (word: boolean, subject: string | null): Memory => ({
  ...STRANGER,
  at: toTime(NOW),
  subject,
  choice: {
    purposes: { analytics: word, marketing: false },
    policyVersion: 3,
    at: toTime(NOW),
    regime: 'opt-in',
  },
});

test('a choice is found again by the next page', () => {
  const jar = new Jar();
  open(jar).set(chosen(true, 'a'.repeat(22)));
  const next = open(jar);
  next.reread();
  expect(next.memory).toMatchObject({ subject: 'a'.repeat(22), choice: { purposes: { analytics: true } } });
});

test('a yes lives for grantedDays from the choice, a no for refusedDays, and visits don’t lengthen it', () => {
  const life = (memory: Memory, later: number): string | undefined => {
    const jar = new Jar();
    open(jar, NOW + later).set(memory);
    return /Max-Age=(\d+)/.exec(jar.written[0] ?? '')?.[1];
  };
  expect(life(chosen(true, 'a'.repeat(22)), 0)).toBe(`${180 * 86_400}`);
  expect(life(chosen(false, null), 0)).toBe(`${90 * 86_400}`);
  expect(life(chosen(true, 'a'.repeat(22)), 30 * DAY)).toBe(`${150 * 86_400}`);
  // A clock that was ahead does not make it live longer.
  expect(life(chosen(true, 'a'.repeat(22)), -30 * DAY)).toBe(`${180 * 86_400}`);
});

test('a cookie that is as it should be is not written again: a server’s lives longer than a script’s', () => {
  const jar = new Jar();
  const choices = open(jar);
  choices.set(chosen(true, 'a'.repeat(22)));
  choices.set({ ...choices.memory });
  expect(jar.written).toHaveLength(1);
});

test('where cookies are refused the page remembers, and looking again does not make it forget', () => {
  const jar = new Jar();
  jar.values.set = () => jar.values;
  const choices = open(jar);
  choices.set(chosen(true, 'a'.repeat(22)));
  choices.reread();
  expect(choices.memory.subject).toBe('a'.repeat(22));
});

test('a cookie that somebody else made counts as no choice', () => {
  const jar = new Jar();
  const choices = open(jar);
  choices.set(chosen(true, 'a'.repeat(22)));
  jar.values.set('sayso-demo', '{"analytics":true}');
  choices.reread();
  expect(choices.memory).toBe(STRANGER);
});

test('who is forgotten leaves no cookie, and for a stranger none is written', () => {
  const jar = new Jar();
  const choices = open(jar);
  choices.set(STRANGER);
  expect(jar.written).toEqual([]);
  choices.set(chosen(true, 'a'.repeat(22)));
  choices.set(STRANGER);
  expect(jar.cookie).toBe('');
});
