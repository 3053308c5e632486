import type { PolicyDocument, PolicyRules } from '@sayso/protocol';
import type { PublishedPolicy } from './store/port.ts';

/** A published policy as `decide` reads it. */
export const rulesOf = ({
  document,
  version,
  materialSince,
}: PublishedPolicy): PolicyDocument & PolicyRules => ({ ...document, version, materialSince });
