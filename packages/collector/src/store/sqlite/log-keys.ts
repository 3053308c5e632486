import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { LogKey } from '../log-port.ts';
import { open, seal } from '../seal.ts';
import type { Connection } from './file.ts';

/** What a log's key is bound to. */
const aboutOf = (site: string): string => `log-key|${site}`;

/** The keys of the sites' logs, sealed in the file of keys; each made when it is first asked for, and never changed. */
export function logKeys(db: Connection, sealKey: Buffer): (site: string) => LogKey {
  const find = db.prepare<[string], Buffer>('SELECT sealed FROM log_keys WHERE site = ?').pluck();
  const add = db.prepare('INSERT INTO log_keys (site, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const known = new Map<string, LogKey>();
  return (site) => {
    const there = known.get(site);
    if (there) return there;
    if (!find.get(site)) add.run(site, seal(sealKey, aboutOf(site), newKey()));
    // Of two processes that make one at a time, both get the same.
    const sealed = find.get(site);
    const der = sealed && open(sealKey, aboutOf(site), sealed);
    if (!der)
      throw new Error(`The key of the log of ${site} in keys.db was changed, or belongs to another site.`);
    const key = keyOf(der);
    known.set(site, key);
    return key;
  };
}

const newKey = (): Buffer =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' });

function keyOf(der: Buffer): LogKey {
  const key = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return {
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}
