import type { Hands } from './engine-visitor.ts';
import { until } from './visitor.ts';

/** What a driver refuses, with one of the codes of https://www.w3.org/TR/webdriver2/#errors. */
class Refused extends Error {
  readonly code: string;
  constructor({ error, message }: { error: string; message: string }) {
    super(`${error}: ${message}`);
    this.code = error;
  }
}

async function ask<T>(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<T> {
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: unknown };
  if (!answer.ok) throw new Refused(value as { error: string; message: string });
  return value as T;
}

/** Waits until a driver is there. */
export const driverReady = (driver: string): Promise<boolean> =>
  until(() => ask('GET', `${driver}/status`).then(Boolean, () => false), 'the driver');

/** What changes while a page is still being put together. */
const NOT_YET = [
  'no such element',
  'element not interactable',
  'element click intercepted',
  'stale element reference',
];

/** Has a driver start a browser, and tells it what to do by W3C WebDriver: as much of that as the tests need. */
export async function openSession(driver: string): Promise<Hands> {
  const timeouts = { implicit: 0, pageLoad: 15_000, script: 15_000 };
  const { sessionId } = await ask<{ sessionId: string }>('POST', `${driver}/session`, {
    capabilities: { alwaysMatch: { timeouts } },
  });
  const session = `${driver}/session/${sessionId}`;
  async function tryClick(selector: string): Promise<boolean> {
    try {
      const using = { using: 'css selector', value: selector };
      const [element] = Object.values(await ask<object>('POST', `${session}/element`, using));
      await ask('POST', `${session}/element/${element}/click`, {});
      return true;
    } catch (error) {
      if (error instanceof Refused && NOT_YET.includes(error.code)) return false;
      throw error;
    }
  }
  return {
    goto: (url) => ask('POST', `${session}/url`, { url }),
    evaluate: (look) => ask('POST', `${session}/execute/sync`, { script: `return (${look})()`, args: [] }),
    click: async (selector) => void (await until(() => tryClick(selector), `${selector} to click`, 15_000)),
    close: () => ask('DELETE', session),
  };
}
