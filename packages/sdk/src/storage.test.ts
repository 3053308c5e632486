import { expect, test } from 'vitest';
import { openStorage } from './storage.ts';

test('a cookie that is there twice counts as none: one of them may be somebody else’s', () => {
  expect(openStorage({ cookie: 'a=1; sayso-demo=x; b=2' }, 'sayso-demo', false).read()).toBe('x');
  expect(openStorage({ cookie: 'sayso-demo=x; sayso-demo=y' }, 'sayso-demo', false).read()).toBeNull();
  expect(openStorage({ cookie: 'not-sayso-demo=x' }, 'sayso-demo', false).read()).toBeNull();
});

test('on https the cookie is Secure, and always SameSite=Lax for the whole site', () => {
  const document = { cookie: '' };
  openStorage(document, '__Host-sayso-demo', true).write('v', 60);
  expect(document.cookie).toBe('__Host-sayso-demo=v; Path=/; Max-Age=60; SameSite=Lax; Secure');
  openStorage(document, 'sayso-demo', false).write('v', 60);
  expect(document.cookie).not.toContain('Secure');
});

test('a sandboxed frame without cookies throws nothing into the page', () => {
  const sandboxed = {
    get cookie(): string {
      throw new DOMException('sandboxed', 'SecurityError');
    },
    set cookie(_: string) {
      throw new DOMException('sandboxed', 'SecurityError');
    },
  };
  const storage = openStorage(sandboxed, 'sayso-demo', true);
  expect(storage.read()).toBeNull();
  expect(() => storage.write('v', 60)).not.toThrow();
});
