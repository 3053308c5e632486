import { expect, test, vi } from 'vitest';
import { fakePort, fakeWindow } from '../../test/fake-connections.ts';
import { connect } from './clarity.ts';

test('both kinds of storage are told, once per change', () => {
  const window = fakeWindow({ clarity: vi.fn() });
  const port = fakePort(window);
  connect(port, true, window);
  expect(window.clarity).not.toHaveBeenCalled();
  port.become([]);
  port.become(['preferences']);
  port.become(['analytics']);
  expect(window.clarity.mock.calls).toEqual([
    ['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }],
    ['consentv2', { ad_Storage: 'denied', analytics_Storage: 'granted' }],
  ]);
});

test('a page without the tool gets none; one that comes later is told when the page has loaded', () => {
  const window = fakeWindow<{ clarity?: (...words: unknown[]) => void }>({});
  const port = fakePort(window);
  connect(port, { purposes: { ad_Storage: ['analytics'] } }, window);
  port.become(['analytics']);
  expect(window.clarity).toBeUndefined();
  const clarity = vi.fn();
  window.clarity = clarity;
  window.dispatchEvent(new Event('load'));
  expect(clarity.mock.calls).toEqual([
    ['consentv2', { ad_Storage: 'granted', analytics_Storage: 'granted' }],
  ]);
});

test('a tool that throws stops nobody, and is told of the next change', () => {
  const window = fakeWindow({ clarity: vi.fn() });
  const port = fakePort(window);
  window.clarity.mockImplementationOnce(() => {
    throw new Error('odd');
  });
  connect(port, true, window);
  expect(() => port.become(['analytics'])).not.toThrow();
  port.become([]);
  expect(window.clarity).toHaveBeenCalledTimes(2);
});
