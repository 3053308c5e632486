import type { BrowserPolicy, ConsentState, Purpose } from '@sayso/protocol';
import { make } from './dom.ts';
import type { PreferencesWords } from './preferences-text.ts';

export interface Switches {
  /** The purposes, then those that are asked for apart, under a heading of their own. */
  lists: HTMLElement[];
  /** A word for each purpose that can be switched. A yes only where a person, or the state before, put it. */
  words(): Record<string, boolean>;
}

/**
 * One switch per optional purpose, showing what is allowed now: in an opt-in regime, before a choice, nothing
 * is. What is always on is text, not a switch (S12). `factsOf` gives what more is said of a purpose.
 */
export function switches(
  policy: BrowserPolicy,
  state: ConsentState,
  words: PreferencesWords,
  separate: string,
  nameOf: (id: string) => readonly [name: string, description: string],
  factsOf: (purpose: Purpose) => Node[],
): Switches {
  const inputs: Record<string, HTMLInputElement> = {};
  const wished: Record<string, boolean> = {};

  const row = (purpose: Purpose): HTMLElement => {
    const { id, always } = purpose;
    const [name, description] = nameOf(id);
    if (always) {
      return make(
        'li',
        {},
        make('b', {}, name),
        make('span', {}, words.always),
        ...(description ? [make('p', {}, description)] : []),
        ...factsOf(purpose),
      );
    }
    const signalled = state.reasons[id] === 'gpc';
    const about = [
      description,
      signalled && (policy.signals.gpcOverride ? words.signalCanYield : words.signal),
    ].flatMap((text, n) => (text ? [make('p', { id: `sayso-${id}-${n}` }, text)] : []));
    const input = make('input', { type: 'checkbox', role: 'switch', id: `sayso-${id}` });
    const label = make('label', { for: input.id }, name);
    if (about.length) input.setAttribute('aria-describedby', about.map((p) => p.id).join(' '));
    if (signalled && !policy.signals.gpcOverride) input.disabled = true;
    else inputs[id] = input;
    input.checked = wished[id] = state.allowed[id] === true;

    // Page code may switch off, never on. A click on the label is passed on as if a person had made it, so it
    // has to be stopped there; setting `checked` makes no event and is seen when the words are read.
    label.addEventListener('click', (event) => {
      if (!event.isTrusted && !input.checked) event.preventDefault();
    });
    input.addEventListener('click', (event) => {
      if (!event.isTrusted && input.checked) event.preventDefault();
      else wished[id] = input.checked;
    });
    return make('li', {}, label, input, ...about, ...factsOf(purpose));
  };
  const list = (purposes: Purpose[]): HTMLElement =>
    make('ul', { 'data-part': 'purposes' }, ...purposes.map(row));
  const apart = policy.purposes.filter((purpose) => purpose.separate);

  return {
    lists: [
      list(policy.purposes.filter((purpose) => !purpose.separate)),
      ...(apart.length ? [make('h3', {}, separate), list(apart)] : []),
    ],
    words() {
      const said: Record<string, boolean> = {};
      for (const id in inputs) said[id] = !!wished[id] && !!inputs[id]?.checked;
      return said;
    },
  };
}
