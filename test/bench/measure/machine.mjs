// On what a figure was measured.
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** How long the disk of the temporary folder takes to keep 4 KiB, in milliseconds. */
function flushTime() {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-flush-'));
  const file = openSync(join(folder, 'flush'), 'w');
  const times = Array.from({ length: 30 }, () => {
    const began = performance.now();
    writeSync(file, Buffer.alloc(4096));
    fsyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(times);
}

/** One line: cores, Node, disk, and how busy the machine was already. */
export function machine() {
  const [load = 0] = loadavg();
  return [
    `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
    `Node ${process.version}`,
    `a flush to disk takes ${flushTime().toFixed(2)} ms`,
    `load before: ${load.toFixed(1)}${load > cpus().length / 2 ? ' (busy: only the ratios mean something)' : ''}`,
  ].join(', ');
}

/** Rows of texts as lines; the first column to the left, the others to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i])))
      .join('   ')
      .trimEnd(),
  );
}
