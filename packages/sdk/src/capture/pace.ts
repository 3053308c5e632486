const PER_SECOND = 10;
const BURST = 100;
/** A click on the same thing within this time, in milliseconds, belongs to the one before. */
const SAME = 300;

/**
 * How many clicks are taken: one of a double or furious click, and of all at most 10 a second, with 100 at once. `at`:
 * milliseconds of any clock that never goes back. `spared` is told how many were too many, once a second at most.
 */
export function openPace(
  { setTimeout }: Pick<Window, 'setTimeout'>,
  spared: (count: number) => void,
): (what: object, at: number) => boolean {
  let last: object | undefined;
  let lastAt = 0;
  let room = BURST;
  let tooMany = 0;
  return (what, at) => {
    const again = what === last && at - lastAt < SAME;
    room = Math.min(BURST, room + ((at - lastAt) * PER_SECOND) / 1000);
    last = what;
    lastAt = at;
    if (again) return false;
    if (room >= 1) {
      room--;
      return true;
    }
    if (!tooMany++) {
      setTimeout(() => {
        spared(tooMany);
        tooMany = 0;
      }, 1000);
    }
    return false;
  };
}
