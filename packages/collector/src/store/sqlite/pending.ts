import type { Participant } from './writer.ts';

/** Numbers by what they count. `key`: what their row consists of. */
type Sums<K> = Map<string, { key: K; amounts: number[] }>;

/**
 * Sums that many jobs of a transaction add to: each row is written once, before the commit. A job that fails takes its
 * own back. Nobody may read these rows in the same transaction and count on them.
 */
export class Pending<K> implements Participant {
  readonly #write: (key: K, amounts: readonly number[]) => void;
  readonly #sums: Sums<K> = new Map();
  /** Of the job under way. */
  readonly #job: Sums<K> = new Map();

  constructor(write: (key: K, amounts: readonly number[]) => void) {
    this.#write = write;
  }

  /** `name` says which row it is, `key` what it consists of. */
  add(name: string, key: K, amounts: readonly number[]): void {
    gain(this.#job, name, key, amounts);
  }

  /** What one of a row's numbers has gained so far, by the job under way too. */
  gained(name: string, place: number): number {
    return (this.#sums.get(name)?.amounts[place] ?? 0) + (this.#job.get(name)?.amounts[place] ?? 0);
  }

  kept(): void {
    for (const [name, { key, amounts }] of this.#job) gain(this.#sums, name, key, amounts);
    this.#job.clear();
  }

  undone(): void {
    this.#job.clear();
  }

  preparing(): void {
    for (const { key, amounts } of this.#sums.values()) this.#write(key, amounts);
  }

  ended(): void {
    this.#sums.clear();
    this.#job.clear();
  }
}

function gain<K>(sums: Sums<K>, name: string, key: K, amounts: readonly number[]): void {
  const sum = sums.get(name);
  if (sum) for (const [i, amount] of amounts.entries()) sum.amounts[i] = (sum.amounts[i] ?? 0) + amount;
  else sums.set(name, { key, amounts: [...amounts] });
}
