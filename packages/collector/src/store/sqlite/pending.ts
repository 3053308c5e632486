import type { Participant } from './writer.ts';

/**
 * Sums that many jobs of a transaction add to: each row is written once, before the commit. A job that fails takes its
 * own back. Nobody may read these rows in the same transaction and count on them.
 */
export class Pending<K> implements Participant {
  readonly #write: (key: K, amounts: readonly number[]) => void;
  /** Numbers by what they count. */
  readonly #sums = new Map<string, { key: K; amounts: number[] }>();
  /** Of the job under way. */
  readonly #job: { name: string; key: K; amounts: readonly number[] }[] = [];

  constructor(write: (key: K, amounts: readonly number[]) => void) {
    this.#write = write;
  }

  /** `name` says which row it is, `key` what it consists of. */
  add(name: string, key: K, amounts: readonly number[]): void {
    this.#job.push({ name, key, amounts });
  }

  /** What one of a row's numbers has gained so far, by the job under way too. */
  gained(name: string, place: number): number {
    let sum = this.#sums.get(name)?.amounts[place] ?? 0;
    for (const one of this.#job) if (one.name === name) sum += one.amounts[place] ?? 0;
    return sum;
  }

  kept(): void {
    for (const { name, key, amounts } of this.#job) {
      const sum = this.#sums.get(name);
      if (sum) for (const [i, amount] of amounts.entries()) sum.amounts[i] = (sum.amounts[i] ?? 0) + amount;
      else this.#sums.set(name, { key, amounts: [...amounts] });
    }
    this.#job.length = 0;
  }

  undone(): void {
    this.#job.length = 0;
  }

  preparing(): void {
    for (const { key, amounts } of this.#sums.values()) this.#write(key, amounts);
  }

  ended(): void {
    this.#sums.clear();
    this.#job.length = 0;
  }
}
