/** A complete subtree: the `index`th of those with 2^`level` leaves, from the left. */
export interface Subtree {
  level: number;
  index: number;
}

/** The leaves from `start` up to, not including, `end`. */
export interface Span {
  start: number;
  end: number;
}

/**
 * The spans whose hashes prove that a leaf is in a tree, in the path's order (RFC 9162, section 2.1.3.1).
 * `index` < `size`.
 */
export function inclusionSpans(index: number, size: number): Span[] {
  const spans: Span[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      spans.unshift({ start: middle, end });
      end = middle;
    } else {
      spans.unshift({ start, end: middle });
      start = middle;
    }
  }
  return spans;
}

/**
 * The spans whose hashes prove that a tree of `to` leaves grew out of one with `from` (RFC 9162, section
 * 2.1.4.1). 0 < `from` ≤ `to`.
 */
export function consistencySpans(from: number, to: number): Span[] {
  const spans: Span[] = [];
  let [start, end] = [0, to];
  while (end !== from) {
    const middle = start + split(end - start);
    if (from <= middle) {
      spans.unshift({ start: middle, end });
      end = middle;
    } else {
      spans.unshift({ start, end: middle });
      start = middle;
    }
  }
  // Whoever checks has the old root; what is only a part of it has to be told.
  return start === 0 ? spans : [{ start, end }, ...spans];
}

/**
 * The complete subtrees that a span is made of, from the left. A span of a proof begins where a subtree of its
 * size would; its hash is these folded from the right.
 */
export function subtreesOf({ start, end }: Span): Subtree[] {
  const subtrees: Subtree[] = [];
  let at = start;
  while (at < end) {
    let level = 0;
    while (2 ** (level + 1) <= end - at) level++;
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** The largest power of two below `n`, which is at least 2. */
function split(n: number): number {
  let power = 1;
  // Not by logarithms: they round where a log gets large.
  while (power * 2 < n) power *= 2;
  return power;
}
