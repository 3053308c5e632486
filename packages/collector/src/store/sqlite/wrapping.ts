import { newKey, open, seal, unwrap, wrap } from '../seal.ts';
import type { Connection } from './file.ts';

interface Wrapped {
  site: string;
  sub: string;
  wrapped: Buffer;
  generation: number;
}

/** The keys that wrap the subjects' keys, in generations: the newest wraps, each unwraps what it has wrapped. */
export class Wrapping {
  readonly #root: Buffer;
  readonly #first: Buffer;
  readonly #sql;
  readonly #db: Connection;
  #keys: ReadonlyMap<number, Buffer> | null = null;

  /** `root` seals the generations; `first` is generation 0. */
  constructor(db: Connection, root: Buffer, first: Buffer) {
    this.#db = db;
    this.#root = root;
    this.#first = first;
    this.#sql = {
      all: db.prepare<[], { generation: number; sealed: Buffer }>(
        'SELECT generation, sealed FROM wrapping ORDER BY generation',
      ),
      add: db.prepare('INSERT INTO wrapping (generation, sealed, made_at) VALUES (?, ?, ?)'),
      older: db.prepare<[number, number], Wrapped>(
        'SELECT site, sub, wrapped, generation FROM subject_keys WHERE generation < ? LIMIT ?',
      ),
      set: db.prepare('UPDATE subject_keys SET wrapped = ?, generation = ? WHERE site = ? AND sub = ?'),
      forget: db.prepare('DELETE FROM wrapping WHERE generation < ?'),
    };
  }

  /** Another process may have made a generation. */
  forget(): void {
    this.#keys = null;
  }

  wrap(site: string, sub: string, key: Buffer): { wrapped: Buffer; generation: number } {
    const [generation, wrapper] = this.#newest();
    return { wrapped: wrap(wrapper, site, sub, key), generation };
  }

  unwrap({ site, sub, wrapped, generation }: Wrapped): Buffer {
    const wrapper = this.#all().get(generation);
    const key = wrapper && unwrap(wrapper, site, sub, wrapped);
    if (!key) throw new Error('A key in keys.db was changed, or belongs to another subject.');
    return key;
  }

  /** Whether this key wraps any of the subjects' keys. */
  uses(key: Buffer): boolean {
    return this.#first.equals(key) && this.#sql.older.get(1, 1) !== undefined;
  }

  /** A new generation, by which all is wrapped from now on. */
  begin(at: string): void {
    const [newest] = this.#newest();
    this.#sql.add.run(newest + 1, seal(this.#root, aboutOf(newest + 1), newKey()), at);
    this.forget();
  }

  /** Wraps some keys of older generations anew; how many. None left: the older generations are destroyed. */
  advance(most: number): number {
    const [generation] = this.#newest();
    return this.#db
      .transaction(() => {
        const older = this.#sql.older.all(generation, most);
        for (const one of older) {
          const { wrapped } = this.wrap(one.site, one.sub, this.unwrap(one));
          this.#sql.set.run(wrapped, generation, one.site, one.sub);
        }
        if (older.length === 0) this.#sql.forget.run(generation);
        return older.length;
      })
      .immediate();
  }

  #newest(): [generation: number, key: Buffer] {
    return [...this.#all()].at(-1) ?? [0, this.#first];
  }

  #all(): ReadonlyMap<number, Buffer> {
    this.#keys ??= new Map([
      [0, this.#first],
      ...this.#sql.all.all().map(({ generation, sealed }): [number, Buffer] => {
        const key = open(this.#root, aboutOf(generation), sealed);
        if (!key) throw new Error('A wrapping key in keys.db was changed.');
        return [generation, key];
      }),
    ]);
    return this.#keys;
  }
}

const aboutOf = (generation: number): string => `wrapping|${generation}`;
