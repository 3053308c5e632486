import type { PageWindow } from '../environment.ts';
import { onPage, type SaysoSource } from '../on-page.ts';
import { choicesElement } from './choices.ts';
import { gateElement } from './gate.ts';

export type { SaysoHandle, SaysoSource } from '../on-page.ts';
export type { GateChange } from './gate.ts';

/**
 * Defines `<sayso-gate>` and `<sayso-choices>`, once in a page. Takes the handle of `createSayso()`, or a function that
 * makes it; with neither they go by the script tag, also if that loads later.
 */
export function defineElements(sayso?: SaysoSource, window: PageWindow = globalThis.window): void {
  const { customElements } = window;
  // Whoever defined them first goes on: an element can't be defined again.
  if (customElements.get('sayso-gate')) return;
  customElements.define('sayso-gate', gateElement(onPage(sayso, window), window));
  customElements.define('sayso-choices', choicesElement(window));
}
