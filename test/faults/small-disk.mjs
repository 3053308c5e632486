// Disks of their own, where the system lets this process mount them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A small one. Null where it may not mount. `size` in MiB. */
export function smallDisk(size) {
  const path = mkdtempSync(join(tmpdir(), 'sayso-disk-'));
  const mount = (...args) => spawnSync('mount', args).status === 0;
  if (!mount('-t', 'tmpfs', '-o', `size=${size}m,mode=700`, 'tmpfs', path)) {
    rmdirSync(path);
    return null;
  }
  const filler = join(path, 'filler');
  return {
    path,
    /** Leaves no byte free. */
    fill() {
      const { bavail, bsize } = statfsSync(path);
      try {
        writeFileSync(filler, Buffer.alloc(bavail * bsize + bsize));
      } catch {
        // As far as it went.
      }
    },
    free: () => rmSync(filler, { force: true }),
    readOnly: () => mount('-o', 'remount,ro', path),
    remove() {
      spawnSync('umount', ['-l', path]);
      rmdirSync(path);
    },
  };
}

/**
 * One that turns read-only under who writes to it, as Linux does with a disk on which it finds a fault; nobody may write
 * to it again before it was mounted anew. Null where it may not mount. `size` in MiB.
 */
export function faultyDisk(size) {
  const path = mkdtempSync(join(tmpdir(), 'sayso-disk-'));
  const image = `${path}.img`;
  const run = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' });
  const mount = () => run('mount', '-o', 'loop,errors=remount-ro', image, path).status === 0;
  const remove = () => {
    run('umount', '-l', path);
    rmdirSync(path);
    rmSync(image, { force: true });
  };
  writeFileSync(image, '');
  truncateSync(image, size * 1024 * 1024);
  if (run('mkfs.ext4', '-q', '-F', image).status !== 0 || !mount()) {
    remove();
    return null;
  }
  return {
    path,
    turnReadOnly() {
      const device = run('losetup', '--noheadings', '--output', 'NAME', '--associated', image).stdout.trim();
      writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, 'a trial');
    },
    /** Once nobody uses it. */
    repair: () => run('umount', path).status === 0 && run('e2fsck', '-fy', image).status === 1 && mount(),
    remove,
  };
}
