import { make } from './dom.ts';

/** Red, green and blue in sRGB from 0 to 1, and how opaque. */
type Colour = [r: number, g: number, b: number, a: number];

/** WCAG 2.2, 1.4.3. */
const ENOUGH = 4.5;

/** A computed colour. One that is not `rgb()` is turned into sRGB by the browser itself. */
function parseColour(text: string): Colour {
  let plain = text;
  if (!/^(rgb|color\(srgb )/.test(text)) {
    const probe = make('i', {});
    probe.style.setProperty('color', `color-mix(in srgb,${text},${text})`, 'important');
    document.documentElement.append(probe);
    plain = getComputedStyle(probe).color;
    probe.remove();
  }
  const [r = 0, g = 0, b = 0, a = 1] = (plain.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
  const most = plain.startsWith('rgb') ? 255 : 1;
  return [r / most, g / most, b / most, a];
}

const mix = ([r, g, b, a]: Colour, [R, G, B, A]: Colour): Colour => [
  r * a + R * (1 - a),
  g * a + G * (1 - a),
  b * a + B * (1 - a),
  a + A * (1 - a),
];

/** What is behind the text of an element, as far as the box: what is behind that is not known. */
function ground(element: Element, box: Element): Colour {
  const own = parseColour(getComputedStyle(element).backgroundColor);
  const { parentElement } = element;
  return own[3] === 1 || element === box || !parentElement ? own : mix(own, ground(parentElement, box));
}

const luminance = (colour: Colour): number =>
  [0.2126, 0.7152, 0.0722].reduce((sum, part, n) => {
    const c = colour[n] ?? 0;
    return sum + part * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  }, 0);

/** Says which text in `box` can hardly be read, if one can. Forced colours are the visitor's own. */
export function lowContrast(box: HTMLElement): string | undefined {
  if (matchMedia('(forced-colors:active)').matches) return;
  for (const element of box.querySelectorAll('h2,p,b,a,button')) {
    const style = getComputedStyle(element);
    const behind = ground(element, box);
    const text = mix(parseColour(style.getPropertyValue('-webkit-text-fill-color') || style.color), behind);
    const [x, y] = [luminance(text), luminance(behind)];
    const contrast = behind[3] < 1 ? 1 : (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    if (!(contrast >= ENOUGH))
      return `“${element.textContent}” had a contrast of ${contrast.toFixed(1)} to 1`;
  }
  return;
}
