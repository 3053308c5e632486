// For servers; nothing but web standards, so that Node, Deno, Bun and workers run it alike.
export { type Destination, normaliseEmail, normalisePhone } from '@sayso/protocol';
export { createProof, type ProofOptions } from './proof.ts';
export { subjectOf } from './subject.ts';
export { type Outcome, type Place, type ServerEvent, track } from './track.ts';
