// The other baseline: the same rows without HTTP and without asking anybody, durable, 500 events a commit.
// `node inserts.mjs FILE` inserts as long as it is told a number of milliseconds, and answers how many events a second.
import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { pageView } from './bodies.mjs';

const EACH = 50;
const A_COMMIT = 500;

const db = new Database(process.argv[2]);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('secure_delete = ON');
db.pragma('cache_size = -16384');
db.exec(`
  CREATE TABLE blocks (id INTEGER PRIMARY KEY, first INTEGER, site TEXT, sub TEXT, purpose TEXT, day TEXT,
    received_at TEXT, events INTEGER, sealed BLOB) STRICT;
  CREATE INDEX blocks_of_subject ON blocks (site, sub);
  CREATE TABLE ids (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
`);
const addBlock = db.prepare(
  'INSERT INTO blocks (first, site, sub, purpose, day, received_at, events, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
);
const addId = db.prepare('INSERT INTO ids VALUES (?)');
const subjects = Array.from({ length: 128 }, () => ({
  sub: randomBytes(32).toString('base64url'),
  key: randomBytes(32),
  prefix: randomBytes(8),
}));

let turn = 0;
function insert() {
  const { sub, key, prefix } = subjects[turn++ % subjects.length];
  const at = new Date().toISOString();
  const events = Array.from({ length: EACH }, (_, seq) => pageView(randomUUID(), at, seq));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(sub));
  const content = JSON.stringify(events.map((event, place) => [place, event]));
  const sealed = Buffer.concat([nonce, cipher.update(content, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  addBlock.run(turn, 'demo', sub, 'analytics', at.slice(0, 10), at, EACH, sealed);
  const ids = createCipheriv('aes-256-ecb', key, null)
    .setAutoPadding(false)
    .update(Buffer.from(events.map(({ id }) => id.replaceAll('-', '')).join(''), 'hex'));
  for (let i = 0; i < EACH; i++) addId.run(Buffer.concat([prefix, ids.subarray(i * 16, i * 16 + 12)]));
}
const commit = db.transaction(() => {
  for (let i = 0; i < A_COMMIT / EACH; i++) insert();
});

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const began = performance.now();
  let commits = 0;
  while (performance.now() - began < Number(line)) {
    commit();
    commits++;
  }
  console.log(((commits * A_COMMIT) / (performance.now() - began)) * 1000);
}
