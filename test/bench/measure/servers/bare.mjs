// The baseline: a server that only answers, and reads nothing.
import { createServer } from 'node:http';

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"accepted":1,"duplicate":0,"refused":[]}');
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
