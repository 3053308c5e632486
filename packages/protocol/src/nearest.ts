/** The word that somebody may have meant: at most two slips away, else null. */
export function nearest(word: string, known: readonly string[]): string | null {
  // Longer ones are no slip, and would cost time.
  if (word.length > 60) return null;
  let best: string | null = null;
  let least = Math.min(2, word.length - 2);
  for (const candidate of known) {
    const slips = slipsBetween(word.toLowerCase(), candidate.toLowerCase());
    if (slips < least || (slips === least && best === null)) {
      best = candidate;
      least = slips;
    }
  }
  return best;
}

/** How many letters must be changed, added or left out (Levenshtein's distance). */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
