import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gauge } from './metrics.ts';
import type { Store } from './store/port.ts';

/** What is measured when somebody asks, by its name. */
export type Gauges = Readonly<Record<string, Gauge>>;

/** How the collector does at this moment. */
export const readGauges = async (store: Pick<Store, 'waiting'>, data: string): Promise<Gauges> => ({
  ...(await diskOf(data)),
  sayso_queue: { help: 'Writes that wait for a commit.', value: store.waiting() },
  process_resident_memory_bytes: { help: 'Memory that the process holds.', value: process.memoryUsage.rss() },
  process_uptime_seconds: { help: 'Seconds since the process began.', value: process.uptime() },
});

/** Free room beside the data, and what the data takes. A folder that can't be read has no figures. */
async function diskOf(folder: string): Promise<Gauges> {
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
