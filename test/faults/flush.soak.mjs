// `npm run soak -- flush [--trials=40]`: what Linux itself keeps of a disk that turns read-only. A program that is no part of Sayso
// writes blocks and flushes each; the disk is repaired, and what was answered as flushed is looked for. Once the file grows
// with each block, once it has its size already. It says what was found, and judges nothing: that is up to the kernel.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { faultyDisk } from './small-disk.mjs';

const { values } = parseArgs({ options: { trials: { type: 'string' } } });
const trials = Number(values.trials ?? 40);
const BLOCK = 4096;
const BLOCKS = 2000;

/** Numbers its blocks from 1 and says the last that was flushed. */
const WRITER = `
  const { openSync, writeSync, fsyncSync, fdatasyncSync } = require('node:fs');
  const [file, grows] = process.argv.slice(1);
  const fd = openSync(file, 'w');
  const block = Buffer.alloc(${BLOCK});
  if (grows !== 'grows') for (let i = 0; i < ${BLOCKS}; i++) writeSync(fd, block);
  fsyncSync(fd);
  console.log('writing');
  let flushed = 0;
  try {
    for (;;) {
      block.writeUInt32LE(flushed + 1);
      writeSync(fd, block, 0, ${BLOCK}, (flushed % ${BLOCKS}) * ${BLOCK});
      fdatasyncSync(fd);
      flushed++;
    }
  } catch {
    console.log(flushed);
  }`;

/** How many blocks were answered as flushed, and the last that is there; null if the disk could not be repaired. */
async function trial(how) {
  const disk = faultyDisk(48);
  if (!disk) throw new Error('This needs a Linux where disks may be mounted: run it as root.');
  try {
    const file = join(disk.path, 'blocks');
    const child = spawn(process.execPath, ['-e', WRITER, file, how], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    while (!said) await sleep(2);
    await sleep(100 + Math.random() * 300);
    disk.turnReadOnly();
    await once(child, 'close');
    if (!disk.repair()) return null;
    const bytes = readFileSync(file);
    let last = 0;
    for (let at = 0; at < bytes.length; at += BLOCK) last = Math.max(last, bytes.readUInt32LE(at));
    return { flushed: Number(said.split('\n')[1]), last };
  } finally {
    disk.remove();
  }
}

console.log(`Linux ${release()}`);
for (const how of ['grows', 'has its size']) {
  const results = [];
  for (let i = 0; i < trials; i++) results.push(await trial(how));
  const repaired = results.filter((result) => result !== null);
  const short = repaired.filter(({ flushed, last }) => last < flushed).length;
  console.log(`a file that ${how}: in ${short} of ${repaired.length} trials something flushed is missing`);
}
