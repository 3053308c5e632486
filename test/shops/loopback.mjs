// Loaded before a shop's own code: its servers are for this machine only, whatever they ask for.
import { Server } from 'node:net';

const { listen } = Server.prototype;
/** @this {Server} */
Server.prototype.listen = function (...args) {
  const [port, ...rest] = args;
  const isPort = typeof port === 'number' && typeof rest[0] !== 'string';
  return listen.apply(this, isPort ? [port, '127.0.0.1', ...rest] : args);
};
