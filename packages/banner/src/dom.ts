/** An element with its attributes and children. Never takes markup, so that Trusted Types have nothing to say. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  // Not what a page added to all objects.
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A button. What it does is bound to it, not looked up by its attribute, which page code could change. */
export function action(name: string, label: string, act: (event: MouseEvent) => void): HTMLButtonElement {
  const button = make('button', { type: 'button', 'data-action': name }, label);
  button.addEventListener('click', act);
  return button;
}

/** The words of the first layer, in their order. Read before the page can touch them: the receipt has their hash. */
export const textsOf = (root: Element, parts = 'h2,p,li,button,a'): string[] =>
  [...root.querySelectorAll(parts)].map((part) => part.textContent ?? '');
