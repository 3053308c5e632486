/** How much a store has to do. */
export interface Load {
  /** Writes that wait. */
  waiting(): number;
  /** Tells of each commit: how many milliseconds it took to be on disk, and how many writes shared it. */
  watch(committed: (ms: number, writes: number) => void): void;
  /** How whoever waits is let in while many writes are under way. */
  giveWay(through: () => Promise<unknown>): void;
}
