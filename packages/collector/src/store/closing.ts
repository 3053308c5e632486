/** The end of sites. */
export interface Closing {
  /** Closes a site, or with null opens it again. False if there is none. */
  close(id: string, at: string | null): Promise<boolean>;
  /** From here on nobody finds it; then all that is its own is deleted, a few rows at a time. Done once more, it goes on. */
  remove(id: string, at: string): Promise<void>;
  /** Sites that are gone but have rows left: a removal was stopped. */
  leaving(): Promise<string[]>;
  /** When a site with this id was removed; its name is not given to another. */
  goneAt(id: string): Promise<string | null>;
}
