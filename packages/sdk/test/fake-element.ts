/** An element as far as capture looks at one. */
export interface FakeElement {
  localName: string;
  nodeType: 1;
  baseURI: string;
  childNodes: { nodeType: number; nodeValue: string | null }[];
  parent: FakeElement | null;
  matches(selector: string): boolean;
  closest(selector: string): FakeElement | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  attributes: Record<string, string>;
}

/** `texts` are its own text nodes; `deeper` is what its children hold. */
export function element(
  localName: string,
  attributes: Record<string, string> = {},
  { text = '', deeper = '', parent = null as FakeElement | null } = {},
): FakeElement {
  const self: FakeElement = {
    localName,
    nodeType: 1,
    baseURI: 'https://shop.example/cups/',
    attributes,
    parent,
    childNodes: [
      { nodeType: 3, nodeValue: text },
      { nodeType: 1, nodeValue: deeper || null },
    ],
    matches: (selector) => selector.split(',').some((one) => matchesOne(self, one.trim())),
    closest(selector) {
      return self.matches(selector) ? self : (parent?.closest(selector) ?? null);
    },
    getAttribute: (name) => (Object.hasOwn(attributes, name) ? (attributes[name] as string) : null),
    hasAttribute: (name) => Object.hasOwn(attributes, name),
  };
  // Whoever reads what somebody typed is found out.
  for (const secret of ['value', 'innerText', 'textContent', 'innerHTML', 'id', 'className']) {
    Object.defineProperty(self, secret, {
      get() {
        throw new Error(`capture read ${secret}`);
      },
    });
  }
  return self;
}

function matchesOne({ localName, attributes }: FakeElement, selector: string): boolean {
  const [, name, value] = /^\[([\w-]+)(?:=([\w-]+))?\]$/.exec(selector) ?? [];
  if (name) return Object.hasOwn(attributes, name) && (value === undefined || attributes[name] === value);
  if (selector.startsWith('.')) return (attributes.class ?? '').split(' ').includes(selector.slice(1));
  return localName === selector;
}

/** A click that a person made, unless said otherwise, as the document sees it. */
export function click(target: FakeElement, isTrusted = true): Event {
  const path: unknown[] = [];
  for (let node: FakeElement | null = target; node; node = node.parent) path.push(node);
  const event = new Event('click');
  Object.defineProperty(event, 'isTrusted', { value: isTrusted });
  event.composedPath = () => [...path, {}] as EventTarget[];
  return event;
}
