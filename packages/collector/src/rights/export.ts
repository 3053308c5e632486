import type { Holding, SiteStore } from '../store/port.ts';

/** All that is held of a person. */
export interface Export extends Holding {
  /** Base64url SHA-256 of the subject. */
  subject: string;
}

/** What is held of a subject; null if nothing is, or it was erased. */
export async function exportSubject(site: SiteStore, hash: string): Promise<Export | null> {
  return site.write(async (tx) => {
    if ((await tx.erasedAt(hash)) || !(await tx.subject(hash))) return null;
    return { subject: hash, ...(await tx.holding(hash)) };
  });
}
