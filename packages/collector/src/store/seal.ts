import { createCipheriv, createDecipheriv } from 'node:crypto';
import { random } from '../keys/random.ts';

const CIPHER = 'aes-256-gcm';
/** First byte of everything sealed, so that another form can follow one day. */
const FORM = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;

/** A new key of 32 random bytes. */
export const newKey = (): Buffer => random(KEY);

/**
 * AES-256-GCM (NIST SP 800-38D): form byte, 12 random bytes of nonce, ciphertext, 16 bytes of tag.
 * `about` says where it belongs, and opens it nowhere else.
 */
export function seal(key: Buffer, about: string, content: Buffer | string): Buffer {
  const nonce = random(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about));
  const sealed = typeof content === 'string' ? cipher.update(content, 'utf8') : cipher.update(content);
  return Buffer.concat([Buffer.of(FORM), nonce, sealed, cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed; null if the key, the place or a single bit is not the one it was sealed with. */
export function open(key: Buffer, about: string, sealed: Buffer): Buffer | null {
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== FORM) return null;
  const nonce = sealed.subarray(1, 1 + NONCE);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG })
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(-TAG));
  const content = decipher.update(sealed.subarray(1 + NONCE, -TAG));
  try {
    return Buffer.concat([content, decipher.final()]);
  } catch {
    return null;
  }
}

/** What a wrapped key is bound to. */
const keyOf = (site: string, sub: string): string => `subject-key|${site}|${sub}`;

/** A subject's key, sealed under the operator's. */
export const wrap = (wrapper: Buffer, site: string, sub: string, key: Buffer): Buffer =>
  seal(wrapper, keyOf(site, sub), key);

/** Null if it was wrapped by another key or for another subject. */
export const unwrap = (wrapper: Buffer, site: string, sub: string, wrapped: Buffer): Buffer | null =>
  open(wrapper, keyOf(site, sub), wrapped);
