import { expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { getFrom } from './get.ts';

test('a collector that never stops answering fills no memory', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const get = getFrom('https://collector.example', fakeIo({ fetch: async () => new Response(endless) }));
  await expect(get('/log/shop/checkpoint')).rejects.toThrow(/answered with more than 1048576 bytes/);
  expect(sent).toBeLessThan(2 * 1024 * 1024);
});
