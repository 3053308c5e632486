// Loaded before a program: kills it when it calls a function of node:fs, with a path that ends so. KILL_AT is "renameSync
// before operator.key.new", or "after" it.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [call = '', when, end = ''] = (process.env.KILL_AT ?? '').split(' ');
const real = fs[call];
fs[call] = (...args) => {
  const isIt = typeof args[0] === 'string' && args[0].endsWith(end);
  if (isIt && when === 'before') process.kill(process.pid, 'SIGKILL');
  const result = real(...args);
  if (isIt && when === 'after') process.kill(process.pid, 'SIGKILL');
  return result;
};
syncBuiltinESMExports();
