export { createApp } from './app.ts';
export { main } from './cli/main.ts';
export type { Deps } from './deps.ts';
export { readOptions } from './env.ts';
export { createLog } from './log.ts';
export { publishPolicy } from './policy/publish.ts';
export { createScripts } from './script.ts';
export { openStore } from './store/open.ts';
export { startSequencer } from './transparency/sequencer.ts';
