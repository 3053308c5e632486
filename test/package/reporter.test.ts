import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const FILES = {
  'vitest.config.mjs': 'export default {};',
  'well.test.js': `import { test } from 'vitest';
    test('holds', () => {}); test('holds too', () => {});`,
  'broken.test.js': `import './nowhere.js';`,
  'hook.test.js': `import { beforeAll, describe, test } from 'vitest';
    describe('a group', () => { beforeAll(() => { throw new Error('no'); }); test('never runs', () => {}); });`,
  'late.test.js': `import { test } from 'vitest';
    test('looks fine', () => { Promise.reject(new Error('late')); });`,
  'wrong.test.js': `import { expect, test } from 'vitest';
    test('is wrong', () => { expect(1).toBe(2); }); test.skip('left out', () => {});`,
  'again.test.js': `import { expect, test } from 'vitest';
    let tries = 0; test('passes in the end', { retry: 1 }, () => { expect(++tries).toBe(2); });`,
  'only.test.js': `import { test } from 'vitest';
    test.only('hides the next', () => {}); test('hidden', () => { throw new Error('no'); });`,
};

test('whatever goes wrong in a run of the tests is counted as a failure', () => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/reporter-'));
  try {
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
    const args = [
      'run',
      '--root',
      folder,
      '--allowOnly=false',
      `--reporter=${join(root, 'scripts/reporter.mjs')}`,
    ];
    const result = join(folder, 'result.json');
    spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
      env: { ...process.env, SAYSO_TEST_RESULT: result },
    });
    const counted = JSON.parse(readFileSync(result, 'utf8')) as {
      passed: number;
      failed: number;
      skipped: string[];
      again: string[];
    };
    // One each: the file that can't be read, the hook, the late rejection, the wrong one, the file with `only`.
    expect(counted.failed).toBeGreaterThanOrEqual(5);
    expect(counted.passed).toBe(4);
    expect(counted.again).toEqual(['again.test.js: passes in the end']);
    expect(counted.skipped.join()).toContain('left out');
    expect(counted.skipped.join()).toContain('never runs');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
