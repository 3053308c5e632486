export { formatBundle, MAX_ENTRY_BYTES, parseBundle } from './bundle.ts';
export { type Bytes, fromBase64, type Sha256, toBase64 } from './bytes.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export { Edge, type FilledTile } from './edge.ts';
export {
  type ConsistencyClaim,
  type InclusionClaim,
  leafHash,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
export {
  COSIGNATURE,
  ED25519,
  type Ed25519,
  formatVerifier,
  keyIdOf,
  type Note,
  parseNote,
  parseVerifier,
  type Signature,
  type Signed,
  signatureLine,
  type Verifier,
  verifyNote,
} from './note.ts';
export { consistencyPath, inclusionPath, type ReadTile, treeRoot } from './proof.ts';
export { consistencySpans, inclusionSpans, type Span, type Subtree, subtreesOf } from './subtrees.ts';
export {
  parseTilePath,
  TILE_HEIGHT,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesAt,
  tilesOf,
  widthAt,
} from './tile.ts';
