export type { SaysoOptions } from './config.ts';
export { createSayso, type Sayso } from './sayso.ts';
