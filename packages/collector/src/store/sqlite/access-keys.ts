import { and, eq, isNull } from 'drizzle-orm';
import type { AccessKey } from '../../keys/access-key.ts';
import { accessKeys } from '../schema.ts';
import { open, seal } from '../seal.ts';
import type { Db } from './rows.ts';

/** Keys of people and programs. `sealing`: what the texts of identity keys are sealed with. */
export const accessKeyRows = (db: Db, sealing: Buffer) => {
  const all = db.select().from(accessKeys).orderBy(accessKeys.createdAt, accessKeys.id).prepare();
  return {
    /** The oldest first. */
    all: (): AccessKey[] =>
      all.all().map(({ sealed, ...key }) => ({
        ...key,
        secret: sealed && (open(sealing, nameOf(key.id), sealed)?.toString('latin1') ?? null),
      })),
    add: ({ secret, ...key }: AccessKey): void => {
      const sealed = secret === null ? null : seal(sealing, nameOf(key.id), secret);
      db.insert(accessKeys)
        .values({ ...key, sealed })
        .run();
    },
    /** False if there is no such key, or it was revoked before. What it verified with goes with it. */
    revoke: (id: string, revokedAt: string): boolean =>
      db
        .update(accessKeys)
        .set({ revokedAt, sealed: null })
        .where(and(eq(accessKeys.id, id), isNull(accessKeys.revokedAt)))
        .run().changes > 0,
  };
};

const nameOf = (id: string): string => `access-key|${id}`;
