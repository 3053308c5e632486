import type { AccessKey } from '../../keys/access-key.ts';
import type { PublishedPolicy, Site } from '../port.ts';
import type { Connection } from './file.ts';
import { frozen } from './frozen.ts';
import type { Rows } from './rows.ts';
import type { Participant } from './writer.ts';

/** How long another process's change may go unnoticed, in milliseconds. */
const FRESH_MS = 100;

/**
 * Sites, policies and access keys, kept in memory: every request needs them, and they change by hand. What another
 * process commits is noticed by SQLite's `data_version` of the writing connection, which moves for others only.
 */
export class Catalogue implements Participant {
  readonly #committed: Rows;
  readonly #underWay: Rows;
  readonly #readVersion: () => number;
  #sites: ReadonlyMap<string, Site> | null = null;
  #accessKeys: readonly AccessKey[] | null = null;
  readonly #policies = new Map<string, readonly PublishedPolicy[]>();
  #version = -1;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #changed = false;

  constructor(writing: Connection, underWay: Rows, committed: Rows) {
    const version = writing.prepare<[], number>('PRAGMA data_version').pluck();
    this.#readVersion = () => version.get() ?? -1;
    this.#underWay = underWay;
    this.#committed = committed;
  }

  sites(): ReadonlyMap<string, Site> {
    this.#refresh();
    this.#sites ??= new Map(this.#committed.sites.all().map((site) => [site.id, frozen(site)]));
    return this.#sites;
  }

  accessKeys(): readonly AccessKey[] {
    this.#refresh();
    this.#accessKeys ??= frozen(this.#committed.accessKeys.all());
    return this.#accessKeys;
  }

  /** Committed versions, oldest first. */
  policies(site: string): PublishedPolicy[] {
    this.#refresh();
    return [...this.#remembered(site)];
  }

  /** The same, as the job under way sees them. */
  policiesUnderWay(site: string): PublishedPolicy[] {
    return this.#changed ? this.#underWay.policies.all(site) : [...this.#remembered(site)];
  }

  /** A site, a policy or a key was written in the transaction under way. */
  changed(): void {
    this.#changed = true;
  }

  begun(): void {
    this.#check();
  }

  ended(): void {
    if (this.#changed) this.#forget();
    this.#changed = false;
  }

  #remembered(site: string): readonly PublishedPolicy[] {
    const there = this.#policies.get(site);
    if (there) return there;
    const read = frozen(this.#committed.policies.all(site));
    this.#policies.set(site, read);
    return read;
  }

  #refresh(): void {
    const now = performance.now();
    if (now - this.#checkedAt < FRESH_MS) return;
    this.#checkedAt = now;
    this.#check();
  }

  #check(): void {
    const version = this.#readVersion();
    if (version !== this.#version) this.#forget();
    this.#version = version;
  }

  #forget(): void {
    this.#sites = null;
    this.#accessKeys = null;
    this.#policies.clear();
  }
}
