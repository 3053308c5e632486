import { setTimeout as sleep } from 'node:timers/promises';
import type { Get } from '../transparency/source.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';

const TRIES = 5;
/** No file of a log is as large. */
const MOST = 1024 * 1024;

/** GET at a collector. Waits where it is told to; throws, in a sentence, where no answer can be had. */
export function getFrom(collector: string, io: Io): Get {
  const base = URL.canParse(collector) ? new URL(collector) : null;
  if (!base || !/^https?:$/.test(base.protocol)) {
    throw new CliError(
      EXIT.usage,
      `--collector takes an address such as https://collector.example, not ${JSON.stringify(collector.slice(0, 100))}.`,
    );
  }
  return async (path) => {
    const url = new URL(path, base).href;
    for (let tried = 1; ; tried++) {
      const answer = await ask(url, io);
      if (answer.status === 200) return bodyOf(answer, url);
      if (answer.status === 404) return null;
      const wait = Number(answer.headers.get('retry-after'));
      if (tried === TRIES || !(wait > 0 && wait <= 60)) {
        throw new CliError(EXIT.unavailable, `${url} answered ${answer.status}.`);
      }
      await sleep(wait * 1000);
    }
  };
}

async function ask(url: string, io: Io): Promise<Response> {
  try {
    return await io.fetch(url, { redirect: 'error', signal: AbortSignal.timeout(30_000) });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new CliError(EXIT.unavailable, `${url} can't be reached: ${cause?.code ?? message}.`);
  }
}

async function bodyOf(answer: Response, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST) throw new CliError(EXIT.unavailable, `${url} answered with more than ${MOST} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
