/** For how many seconds a site's receipts wait for its log at most. */
export type LogIntervals = (site: string) => number;

/** An hour: a visitor who looks for the receipt in the log later must find it. */
const LONGEST = 3_600;

/** Reads `--log-interval`: seconds for all sites, `SITE=SECONDS` for one. `sites`: those that are named. */
export function parseLogIntervals(
  list: readonly string[],
): { logInterval: LogIntervals; sites: string[] } | { wrong: string } {
  let usual = 1;
  const own = new Map<string, number>();
  for (const entry of list) {
    const [, site, digits] = /^(?:([a-z0-9-]{2,40})=)?(\d{1,4})$/.exec(entry) ?? [];
    const seconds = Number(digits ?? 0);
    if (seconds < 1 || seconds > LONGEST) return { wrong: entry };
    if (site === undefined) usual = seconds;
    else own.set(site, seconds);
  }
  return { logInterval: (site) => own.get(site) ?? usual, sites: [...own.keys()] };
}
