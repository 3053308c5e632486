import type { ConsentPort } from '@sayso/protocol';
import { byWord } from './names.ts';

/** What an element waits for. Goes by the port alone: what events and attributes of the page say opens nothing. */
export interface Gate {
  /** All that the element has named in `data-purpose` so far: a change of it can only add. */
  purposesOf(element: Element): readonly string[];
  isOpen(element: Element): boolean;
}

export function openGate(port: ConsentPort): Gate {
  const seen = new WeakMap<Element, readonly string[]>();
  const told = new Set<string>();

  const purposesOf = (element: Element): readonly string[] => {
    const named =
      element
        .getAttribute('data-purpose')
        ?.split(/[\s,]+/)
        .filter(Boolean) ?? [];
    const all = [...new Set([...(seen.get(element) ?? []), ...named])];
    seen.set(element, all);
    return all;
  };

  return {
    purposesOf,
    isOpen(element) {
      const named = purposesOf(element);
      for (const id of named.length ? named : ['']) {
        if (port.policy.purposes.some((purpose) => purpose.id === id) || told.has(id)) continue;
        told.add(id);
        console.warn(
          `sayso: the policy has no purpose ${JSON.stringify(id)}: what waits for it never runs`,
          element,
        );
      }
      const open = new Set(byWord(port.policy, port.get()).allowed.map(({ id }) => id));
      return named.length > 0 && named.every((id) => open.has(id));
    },
  };
}
