import { hash } from 'node:crypto';

/** Base64url SHA-256 of a text's UTF-8 bytes: how a subject, or a JWS, is named everywhere else. */
export const sha256 = (text: string): string => hash('sha256', text, 'base64url');
