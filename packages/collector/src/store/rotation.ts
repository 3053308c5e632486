import type { OperatorKey } from '../keys/operator.ts';

/** The operator's key is not one that this can be done with: the message says why, to the operator. */
export class WrongKey extends Error {
  override readonly name = 'WrongKey';
}

/** One operator's key for another. */
export interface Exchange {
  from: OperatorKey;
  /** Asked for while no other process can put another one in place. */
  next(): OperatorKey;
  /** The next one is in force, and on disk. */
  done(): void;
}

/** What a store does about its keys while it serves. */
export interface Rotation {
  /** Wraps all subjects' keys by a new key, in small steps, and destroys the old one; how many there were. */
  rotateWrapping(): Promise<number>;
  /**
   * Puts another operator's key in the place of the one there is, at one moment; whoever has opened the store goes on.
   * Throws `WrongKey`, and has changed nothing, if it is another one already or the next one can't be taken.
   */
  exchangeOperator(exchange: Exchange): Promise<void>;
}
