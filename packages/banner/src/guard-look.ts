import type { Mender } from './guard-mend.ts';

/**
 * The buttons that may not look weaker than one another (standards S37, S40), and those that have to be sound. Lists: a
 * regular expression is compiled when it is first asked, and again when it is asked often.
 */
const EQUALS = [
  ['reject-all', 'accept-all', 'ok'],
  ['back', 'confirm'],
];
const EQUAL = EQUALS.flat();
const DECIDING = [...EQUAL, 'save', 'withdraw'];

/** What a deciding button, and all that holds it, has to have. */
const SOUND = [
  ...['filter', 'transform', 'rotate', 'scale', 'clip-path', 'mask-image', 'animation-name'],
  ...['opacity', 'visibility', 'mix-blend-mode', 'transition-duration', 'text-indent'],
];
const IS_SOUND = ['none', '1', 'visible', 'auto', 'normal', '0s', '0px', ''];
/** Pixels: 44 and 15 but for rounding. */
const SMALLEST = { side: 43.5, font: 14.9 };

/** The properties that have to be the same for equals. A pointer over one, or the focus, changes none of them. */
const SAME = [
  ...[
    'color',
    '-webkit-text-fill-color',
    '-webkit-text-stroke-width',
    '-webkit-text-stroke-color',
    'text-shadow',
  ],
  ...['size', 'weight', 'family', 'style', 'stretch', 'variant-caps', 'variation-settings'].map(
    (part) => `font-${part}`,
  ),
  ...[
    'letter-spacing',
    'word-spacing',
    'line-height',
    'text-align',
    'text-transform',
    'white-space-collapse',
  ],
  ...['color', 'image', 'size', 'repeat', 'clip', 'position-x', 'position-y', 'blend-mode'].map(
    (part) => `background-${part}`,
  ),
  ...['top', 'right', 'bottom', 'left'].flatMap((side) => [
    ...['width', 'style', 'color'].map((part) => `border-${side}-${part}`),
    ...[`padding-${side}`, `margin-${side}`, side],
  ]),
  ...['border-radius', 'border-image-source', 'box-shadow', 'cursor', 'order', 'z-index', 'position', 'zoom'],
];

const buttonsIn = (box: Element, names: string[]): HTMLElement[] =>
  [...box.querySelectorAll('button')].filter((button) =>
    names.includes(button.getAttribute('data-action') ?? ''),
  );
const name = (element: Element): string => element.getAttribute('data-action') ?? `<${element.localName}>`;

/** How a deciding button in `box` is weaker than it has to be, or than another. */
export function weakness(box: HTMLElement, mender?: Mender): string | undefined {
  if (getComputedStyle(box).getPropertyValue('--sayso') !== '1')
    return 'the style sheet of the banner was taken away';
  const chain = new Set<Element>([box]);
  for (const button of buttonsIn(box, DECIDING)) {
    const { width, height } = button.getBoundingClientRect();
    const small = Number.parseFloat(getComputedStyle(button).fontSize) < SMALLEST.font;
    if (small || Math.min(width, height) < SMALLEST.side) return `${name(button)} was made too small`;
    for (let at: Element | null = button; at && at !== box; at = at.parentElement) chain.add(at);
  }
  for (const element of chain) {
    if ((element.getAttribute('style') || '') !== (mender?.written.get(element) ?? ''))
      return `${name(element)} was given a style of its own`;
    const style = getComputedStyle(element);
    const bad =
      style.pointerEvents === 'none'
        ? 'pointer-events'
        : SOUND.find((property) => !IS_SOUND.includes(style.getPropertyValue(property)));
    if (bad) return `${name(element)} had ${bad}: ${style.getPropertyValue(bad)}`;
    for (const pseudo of ['::before', '::after']) {
      if (!getComputedStyle(element, pseudo).content.startsWith('no'))
        return `${name(element)} had ${pseudo}`;
    }
  }
  for (const equals of EQUALS) {
    const [first, ...others] = buttonsIn(box, equals).map((button) => {
      const { width, height } = button.getBoundingClientRect();
      return { style: getComputedStyle(button), width, height };
    });
    for (const { style, width, height } of others) {
      if (!first) break;
      const differs =
        Math.abs(width - first.width) > 1 || Math.abs(height - first.height) > 1
          ? 'size'
          : SAME.find(
              (property) =>
                style.getPropertyValue(property) !== first.style.getPropertyValue(property) &&
                // A system's forced colours show where the pointer is.
                !(property.includes('color') && matchMedia('(forced-colors:active)').matches),
            );
      if (differs) return `yes and no differed in ${differs}`;
    }
  }
  const { left, right, top, height } = box.getBoundingClientRect();
  const room = Math.min(120, innerHeight / 3);
  if (left < -1 || right > innerWidth + 1 || top < -1 || top > innerHeight - room || height < room)
    return 'the banner was moved away';
  return;
}

/** Text and ground of the buttons by themselves, light and dark; style.test.ts sees to their contrast. */
const OWN = ['rgb(255, 255, 255) rgb(26, 34, 45)', 'rgb(23, 27, 33) rgb(242, 244, 247)'];

/** Whether no colours are there but Sayso's own. */
export const hasOwnColours = (box: HTMLElement): boolean =>
  !['surface', 'text'].some((part) => getComputedStyle(box).getPropertyValue(`--sayso-${part}`)) &&
  buttonsIn(box, EQUAL).every((button) => {
    const { color, backgroundColor } = getComputedStyle(button);
    return OWN.includes(`${color} ${backgroundColor}`);
  });

/** What lies over a deciding button, if anything does; the visitor's own full screen aside. */
export function covering(box: HTMLElement): Element | undefined {
  const frame = box.getBoundingClientRect();
  for (const button of document.fullscreenElement ? [] : buttonsIn(box, EQUAL)) {
    const { left, top, width, height } = button.getBoundingClientRect();
    const y = top + height / 2;
    // Scrolled out of the banner's own box.
    if (y < frame.top || y > frame.bottom) continue;
    for (const part of [0.1, 0.5, 0.9]) {
      const hit = document.elementFromPoint(left + width * part, y);
      if (!button.contains(hit)) return hit ?? document.documentElement;
    }
  }
  return;
}
