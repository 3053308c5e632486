import type { CDPSession, Page } from 'playwright';
import { until } from './visitor.ts';

/** What is unfair about the banner, seen from a world of its own that no page code reaches. */
export async function unfair(page: Page): Promise<string[]> {
  return (await lookApart(page, `(${look})()`)) as string[];
}

/** Waits until nothing is unfair about the banner. */
export async function fair(page: Page): Promise<void> {
  let last: string[] = [];
  const isFair = async (): Promise<boolean> => {
    last = await unfair(page);
    return !last.length;
  };
  await until(isFair, 'a fair banner', 8000).catch(() => {
    throw new Error(`the banner is not fair: ${last.join('; ')}`);
  });
}

/** Evaluates in the page, with built-ins that the page could not change. */
export async function lookApart(page: Page, expression: string): Promise<unknown> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await cdp.send('Page.getFrameTree');
    const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
    });
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) return [exceptionDetails.exception?.description ?? exceptionDetails.text];
    return result.value;
  } finally {
    await cdp.detach();
  }
}

/** Runs in the page. */
function look(): string[] {
  const found: string[] = [];
  const host = document.querySelector<HTMLElement>('sayso-banner');
  const no = host?.querySelector<HTMLElement>('[data-action=reject-all]');
  const yes = host?.querySelector<HTMLElement>('[data-action=accept-all]');
  if (!host || !no || !yes) return ['there are not both buttons'];
  if (!host.matches(':popover-open')) found.push('not in the top layer');
  if (no.textContent !== 'Reject all' || yes.textContent !== 'Accept all') found.push('the labels');
  if (!(no.compareDocumentPosition(yes) & Node.DOCUMENT_POSITION_FOLLOWING)) found.push('the order');

  const luminance = (colour: string): number => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const c = part / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const style = (element: Element): Record<string, string> => {
    const computed = getComputedStyle(element);
    const names = [...computed].filter(
      (name) => !/origin|^(outline|text-decoration|text-underline)/.test(name),
    );
    return Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(name)]));
  };
  const size = /^(width|height|block-size|inline-size)$/;
  const [a, b] = [style(no), style(yes)];
  for (const name in a)
    if (!size.test(name) && a[name] !== b[name]) found.push(`${name}: ${a[name]} / ${b[name]}`);
  const [one, two] = [no.getBoundingClientRect(), yes.getBoundingClientRect()];
  if (Math.abs(one.width - two.width) > 0.5 || Math.abs(one.height - two.height) > 0.5)
    found.push('their size');

  for (const button of [no, yes]) {
    const { left, top, width, height } = button.getBoundingClientRect();
    if (width < 44 || height < 44) found.push(`${button.textContent} is ${width} x ${height}`);
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (!button.contains(hit)) found.push(`${button.textContent} lies under ${hit?.outerHTML.slice(0, 60)}`);
    const { color, backgroundColor, fontSize } = getComputedStyle(button);
    const [x, y] = [luminance(color), luminance(backgroundColor)];
    const contrast = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    if (contrast < 4.5) found.push(`contrast ${contrast}`);
    if (Number.parseFloat(fontSize) < 15) found.push(`font ${fontSize}`);
    for (const pseudo of ['::before', '::after']) {
      if (!/^no/.test(getComputedStyle(button, pseudo).content)) found.push(pseudo);
    }
    if (!button.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      found.push('not visible');
    for (let at: Element | null = button; at && at !== document.body; at = at.parentElement) {
      const { opacity, filter, transform, clipPath, maskImage, pointerEvents, animationName } =
        getComputedStyle(at);
      const sound = [opacity, filter, transform, clipPath, maskImage, pointerEvents, animationName].join();
      if (sound !== '1,none,none,none,none,auto,none') found.push(`${at.localName}: ${sound}`);
    }
  }
  return found;
}
