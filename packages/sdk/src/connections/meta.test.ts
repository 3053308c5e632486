import { expect, test, vi } from 'vitest';
import { fakePort, fakeWindow } from '../../test/fake-connections.ts';
import { connect } from './meta.ts';

function page(purposes?: string[]) {
  const window = fakeWindow({ fbq: vi.fn() });
  const port = fakePort(window);
  connect(port, purposes ? { purposes: { consent: purposes } } : true, window);
  return { port, calls: window.fbq.mock.calls };
}

test('where a yes is needed it is revoked until then, granted, and revoked again', () => {
  const { port, calls } = page();
  port.become([]);
  port.become(['marketing']);
  port.become([]);
  expect(calls).toEqual([
    ['consent', 'revoke'],
    ['consent', 'grant'],
    ['consent', 'revoke'],
  ]);
});

test('where the law starts from allowed, an opt-out limits the data use before it revokes', () => {
  const { port, calls } = page();
  port.become(['marketing'], { regime: 'opt-out' });
  port.become([], { regime: 'opt-out' });
  expect(calls).toEqual([
    ['dataProcessingOptions', []],
    ['consent', 'grant'],
    ['dataProcessingOptions', ['LDU'], 0, 0],
    ['consent', 'revoke'],
  ]);
});

test('a policy with a purpose for sale needs that too, and may name others', () => {
  const usual = page();
  usual.port.become(['marketing'], { allowed: { marketing: true, sale: false } });
  expect(usual.calls).toEqual([['consent', 'revoke']]);
  const own = page(['analytics']);
  own.port.become(['analytics']);
  expect(own.calls).toEqual([['consent', 'grant']]);
});
