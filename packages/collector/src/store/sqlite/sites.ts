import type { Site } from '../port.ts';
import { sites } from '../schema.ts';
import type { Db } from './rows.ts';

/** The sites that this database holds. */
export const siteRows = (db: Db) => {
  const all = db.select().from(sites).orderBy(sites.id).prepare();
  return {
    all: (): Site[] => all.all(),
    add: (site: Site): void => void db.insert(sites).values(site).run(),
  };
};
