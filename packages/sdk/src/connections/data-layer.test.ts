import { expect, test } from 'vitest';
import { fakePort, fakeWindow } from '../../test/fake-connections.ts';
import { connect } from './data-layer.ts';

test('the event says each purpose by its name, once per change, and nothing of the visitor', () => {
  const window = fakeWindow<{ dataLayer?: unknown[] }>({});
  const port = fakePort(window);
  connect(port, true, window);
  expect(window.dataLayer).toBeUndefined();
  port.become([]);
  port.become([]);
  port.become(['analytics'], { choose: true });
  expect(window.dataLayer).toEqual([
    { event: 'sayso_consent', preferences: false, analytics: false, marketing: false },
    { event: 'sayso_consent', preferences: false, analytics: true, marketing: false },
  ]);
});

test('a purpose called event does not change what the event is called', () => {
  const window = fakeWindow({ dataLayer: [] });
  const port = fakePort(window);
  connect(port, true, window);
  port.become(['event']);
  expect(window.dataLayer).toMatchObject([{ event: 'sayso_consent' }]);
});
