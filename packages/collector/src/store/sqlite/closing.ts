import type { Closing } from '../closing.ts';
import type { Rows } from './rows.ts';
import { siteRemoval } from './site-removal.ts';
import type { Parts } from './tx.ts';
import type { Writer } from './writer.ts';

/** The end of sites: closed by a mark, removed in small steps, each a transaction that others share. */
export const siteClosing = (parts: Parts, reader: Rows, writer: Writer): Closing => ({
  close: (id, at) =>
    writer.submit(async () => {
      parts.catalogue.changed();
      return parts.rows.sites.close(id, at);
    }),
  remove: async (id, at) => {
    const { db, rows, keys, erasures, catalogue } = parts;
    await writer.submit(async () => {
      const site = rows.sites.all().find((there) => there.id === id);
      if (site) rows.sites.go(id, site.logOrigin, at);
      catalogue.changed();
    });
    const removeSome = siteRemoval(db);
    const step = async (): Promise<boolean> => {
      if (rows.sites.goneAt(id) === null) return false;
      erasures.emptyLogs();
      // The keys first: without them the rows are nobody's.
      return keys.removeSome(id) || removeSome(id);
    };
    while (await writer.submit(step));
  },
  leaving: async () => reader.sites.leaving(),
  goneAt: async (id) => reader.sites.goneAt(id),
});
