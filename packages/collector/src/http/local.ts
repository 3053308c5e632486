import type { Deps } from '../deps.ts';
import { endOf, keyOf } from '../keys/opens.ts';
import { isLoopback } from '../origin.ts';
import { accessKeyText } from './admit.ts';
import type { Request } from './context.ts';

/** What a proxy adds, which a program on this machine does not. */
const BY_PROXY = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];

/** Whether the request comes from this machine itself, and not through a proxy on it. */
export const isLocal = (c: Request): boolean =>
  isLoopback(c.get('facts').address) && !BY_PROXY.some((name) => c.req.header(name) !== undefined);

/** Whether who asks may see how the collector does: this machine, or a live key for all sites. */
export async function maySeeInside(
  c: Request,
  { store, now }: Pick<Deps, 'store' | 'now'>,
): Promise<boolean> {
  if (isLocal(c)) return true;
  const text = accessKeyText(c);
  const key = text === null ? null : keyOf(text, await store.accessKeys());
  return key !== null && endOf(key, now()) === null && key.site === null && key.role !== 'identity';
}
