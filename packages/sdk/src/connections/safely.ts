/** What a page has under a tool's name is its own affair: where that throws, nothing happens. */
export function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
