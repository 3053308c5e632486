/** After so long without an event, in milliseconds, the next one begins another session. */
const IDLE = 30 * 60_000;

/** A visit: an id, and when its newest event was made (milliseconds since 1970). */
export interface Session {
  id: string;
  last: number;
}

/** The session that an event of now belongs to: the one before goes on, or `make` names a new one. */
export const goOn = (before: Session | undefined, now: number, make: () => string): Session => ({
  id: before && now - before.last < IDLE ? before.id : make(),
  last: now,
});
