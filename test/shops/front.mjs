// What stands before a shop that nobody here may change: it hands everything on as it is, and adds one script tag to pages.
import { once } from 'node:events';
import { request as ask, createServer } from 'node:http';

/** `to` is where the shop is, as soon as it is known: it has to be told our address first. */
export async function openFront({ to, tag }) {
  const server = createServer((request, response) => {
    // A page that is packed could not be added to.
    const headers = { ...request.headers, 'accept-encoding': 'identity' };
    const { method, url } = request;
    const onward = ask({ host: '127.0.0.1', port: to(), method, path: url, headers }, async (answer) => {
      const { statusCode = 502, rawHeaders } = answer;
      if (!answer.headers['content-type']?.startsWith('text/html')) {
        response.writeHead(statusCode, rawHeaders);
        answer.pipe(response);
        return;
      }
      const parts = [];
      for await (const part of answer) parts.push(part);
      const page = Buffer.concat(parts)
        .toString()
        .replace('<head>', () => `<head>${tag}`);
      const length = rawHeaders.findIndex((name, at) => at % 2 === 0 && /^content-length$/i.test(name));
      if (length >= 0) rawHeaders[length + 1] = String(Buffer.byteLength(page));
      response.writeHead(statusCode, rawHeaders);
      response.end(page);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
