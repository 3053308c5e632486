/** The first wanted language that there is (`de-AT` takes `de`), else `en`. */
export function chooseLocale(
  wanted: readonly (string | null | undefined)[],
  available: readonly string[],
): string {
  for (const tag of wanted) {
    const found = available.find((locale) => RegExp(`^${locale}\\b`, 'i').test(tag ?? ''));
    if (found) return found;
  }
  return 'en';
}
