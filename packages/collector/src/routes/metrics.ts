import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { maySeeInside } from '../http/local.ts';
import { Problem } from '../http/problem.ts';
import type { Gauge, Metrics } from '../metrics.ts';

/** `GET /metrics`: how the collector does, as Prometheus reads it; to this machine, or with a key for all sites. */
export const getMetrics = (deps: Deps, metrics: Metrics) =>
  async function prometheus(c: Request): Promise<Response> {
    if (!(await maySeeInside(c, deps)))
      throw new Problem('no-key', 'expected Authorization: Bearer and a key');
    const text = metrics.text({ ...(await diskOf(deps.options.data)), ...inside(deps) });
    return c.body(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  };

const inside = ({ store }: Deps): Record<string, Gauge> => ({
  sayso_queue: { help: 'Writes that wait for a commit.', value: store.waiting() },
  process_resident_memory_bytes: { help: 'Memory that the process holds.', value: process.memoryUsage.rss() },
  process_uptime_seconds: { help: 'Seconds since the process began.', value: process.uptime() },
});

/** Free room beside the data, and what the data takes. A folder that can't be read has no figures. */
async function diskOf(folder: string): Promise<Record<string, Gauge>> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const names = await readdir(folder);
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
    return {
      sayso_disk_free_bytes: { help: 'Room that is left where the data is.', value: bavail * bsize },
      sayso_data_bytes: {
        help: 'What the data folder takes, without the logs’ own files.',
        value: sizes.reduce((a, b) => a + b, 0),
      },
    };
  } catch {
    return {};
  }
}
