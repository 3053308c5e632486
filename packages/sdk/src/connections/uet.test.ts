import { expect, test } from 'vitest';
import { fakePort, fakeWindow } from '../../test/fake-connections.ts';
import { connect } from './uet.ts';

const denied = { ad_storage: 'denied' };
const granted = { ad_storage: 'granted' };

test('the queue gets the default, then an update per change, as flat words', () => {
  const window = fakeWindow<{ uetq?: unknown[] }>({});
  const port = fakePort(window);
  connect(port, true, window);
  port.become(['analytics']);
  port.become(['marketing']);
  port.become([]);
  expect(window.uetq).toEqual([
    ...['consent', 'default', denied],
    ...['consent', 'update', denied],
    ...['consent', 'update', granted],
    ...['consent', 'update', denied],
  ]);
});

test('a default of the page stays the only one', () => {
  const window = fakeWindow({ uetq: ['consent', 'default', denied] });
  connect(fakePort(window), true, window);
  expect(window.uetq).toEqual(['consent', 'default', denied]);
});

test('the tag that has taken the place of the queue is told, and hears no late default', () => {
  const said: unknown[][] = [];
  const window = fakeWindow<{ uetq: unknown }>({ uetq: [] });
  const port = fakePort(window);
  window.uetq = { push: (...words: unknown[]) => said.push(words) };
  connect(port, { purposes: { ad_storage: ['analytics'] } }, window);
  port.become(['analytics']);
  expect(said).toEqual([['consent', 'update', granted]]);
});
