type Child = Node | string;

/** Makes elements. Whatever they hold that is text stays text. */
export const maker =
  (document: Document) =>
  <Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes: Record<string, string> = {},
    ...children: Child[]
  ): HTMLElementTagNameMap[Tag] => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

export type Make = ReturnType<typeof maker>;

/** Names and texts, beneath each other; a text runs in the direction of its own letters. */
export const pairs = (make: Make, list: readonly (readonly [string, string])[]): HTMLDListElement =>
  make(
    'dl',
    {},
    ...list.flatMap(([name, text]) => [make('dt', {}, name), make('dd', { dir: 'auto' }, text)]),
  );

/** A time of day, with its seconds. */
export const clockTime = (make: Make, at: number): HTMLElement =>
  make('time', {}, new Date(at).toTimeString().slice(0, 8));
