export { createApp } from './app.ts';
export { main } from './cli/main.ts';
export type { Deps } from './deps.ts';
