/** `typ` of the entry that says something was erased, not what. */
export const TOMBSTONE_TYP = 'sayso-tombstone+jwt';
/** `typ` of the entry that says whose receipts were lost, when an older copy of the database was put back. */
export const RESTORED_TYP = 'sayso-restored+jwt';

/** A log's own key (Ed25519). */
export interface LogKey {
  /** 32 bytes. */
  publicKey: Uint8Array<ArrayBuffer>;
  /** 64 bytes. */
  sign(message: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** The last checkpoint that was signed. */
export interface Head {
  size: number;
  /** As a signed note. */
  note: string;
}

/** What is done while no other process grows the same logs. Nothing of it stands unless all of it does. */
export interface LogTurn {
  head(site: string): Head | null;
  /** A log never gets smaller: throws. */
  putHead(site: string, head: Head): void;
  /** The newest checkpoint that witnesses have signed too. */
  cosigned(site: string): Head | null;
  putCosigned(site: string, head: Head): void;
  /** Remembers where leaves are: their hashes, the first of them at `from`. */
  index(site: string, from: number, leaves: readonly Uint8Array[]): void;
}

/** A row that holds the JWS of an entry: a receipt, or another statement. */
export interface HeldEntry {
  leaf: number;
  jws: string;
  /** Of a receipt, what stands beside the JWS. */
  receipt: { id: string; sub: string | null; effective: number; receivedAt: string } | null;
  /** Of another statement. */
  typ: string | null;
}

/** What the public logs of all sites are made of, and what was signed of them. */
export interface LogStore {
  /** Made when it is first asked for. */
  key(site: string): LogKey;
  /** A number that changes when another connection has committed something: until then nothing is new. */
  version(): number;
  /** How many entries are on disk. */
  size(site: string): number;
  /** Entries on disk (SHA-256 of a JWS, 32 bytes each) from an index on; null instead of one that was changed or is missing. */
  entries(site: string, from: number, most: number): Uint8Array<ArrayBuffer>[] | null;
  /** The index of a receipt's entry; null if no such receipt is held. */
  leafOf(site: string, receipt: string): number | null;
  /** Every row of the site that holds an entry, in no order. */
  held(site: string): Iterable<HeldEntry>;
  /** The places at which a leaf of this hash may be. */
  candidates(site: string, leaf: Uint8Array): number[];
  /** The last checkpoint that is on disk. */
  head(site: string): Head | null;
  /** The newest checkpoint that witnesses have signed too, with their signatures. */
  cosigned(site: string): Head | null;
  /** Runs alone; null, and nothing done, while another process is at it. Not from within itself. */
  alone<T>(work: (turn: LogTurn) => Promise<T>): Promise<T | null>;
}
