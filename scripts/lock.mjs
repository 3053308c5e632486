// Two starts at the same time must not build into the same folder.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const holderOf = (folder) => {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8'));
  } catch {
    return 0;
  }
};

/** Runs `work` while no other process of this machine does. A lock whose owner is gone is taken over. */
export async function locked(folder, say, work) {
  for (let tries = 0; ; tries += 1) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = holderOf(folder);
    // No pid yet: its owner is between making the folder and writing into it. Give it two seconds.
    if (holder ? !isAlive(holder) : tries > 10) rmSync(folder, { recursive: true, force: true });
    else if (tries === 1) say(`  waiting for another command (process ${holder || '?'}) to finish`);
    await sleep(200);
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
