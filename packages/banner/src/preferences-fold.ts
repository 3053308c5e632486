import { make } from './dom.ts';

/**
 * Something that is folded away. `fill` is called each time it is opened, with an empty place: what nobody opens
 * costs nothing and asks nobody, and what failed is tried again.
 */
export function fold(label: string, fill: (into: HTMLElement) => unknown): HTMLElement {
  const details = make('details', {}, make('summary', {}, label));
  let body: HTMLElement | undefined;
  details.addEventListener('toggle', () => {
    body?.remove();
    if (!details.open) return;
    body = make('div', {});
    details.append(body);
    fill(body);
  });
  return details;
}
