import type { Options } from './env.ts';
import type { SigningKeys } from './keys/signing.ts';
import type { Log } from './log.ts';
import type { Scripts } from './script.ts';
import type { LogStore } from './store/log-port.ts';
import type { Store } from './store/port.ts';
import type { Telemetry } from './telemetry.ts';

/** All that the routes stand on; handed in, so that a test hands in its own. */
export interface Deps {
  store: Store;
  /** What the public logs are made of. */
  logs: LogStore;
  /** Signs receipts and other statements. */
  sign: SigningKeys['sign'];
  /** The public keys, for `/.well-known/jwks.json`. */
  jwks: SigningKeys['jwks'];
  options: Options;
  /** What pages load. */
  scripts: Scripts;
  log: Log;
  /** Where it is asked for. */
  telemetry?: Telemetry | null;
  /** Milliseconds since 1970. */
  now: () => number;
}
