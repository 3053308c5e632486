// `npm test`: everything, from a fresh clone. `npm test -- test/browser` hands what follows to vitest.
// The last line says how many passed and failed; whatever goes wrong on the way there is a failure too.
import { requireNode } from './node-version.mjs';

requireNode();
const { existsSync, mkdirSync, readFileSync, rmSync } = await import('node:fs');
const { join } = await import('node:path');
const { npm, root, run } = await import('./run.mjs');

const resultFile = join(root, '.cache', 'test-result.json');
let failed = 0;
let passed = 0;
let skipped = [];
let again = [];

const fail = (sentence) => {
  failed += 1;
  console.error(`\nFAILED: ${sentence}\n`);
};

async function prepared() {
  try {
    const { prepare } = await import('./prepare.mjs');
    await prepare();
    const { browserPath } = await import('./browser.mjs');
    const { firefoxPath } = await import('./firefox.mjs');
    const { bringWebKit } = await import('./webkit.mjs');
    const { wordpressParts } = await import('./wordpress.mjs');
    const firefox = (await firefoxPath(console.log)) || 'no Firefox';
    const webkit = (await bringWebKit(console.log))?.driver ?? 'no WebKit';
    console.log(`Browsers: ${await browserPath()}, ${firefox}, ${webkit}`);
    console.log(`WordPress: ${(await wordpressParts(console.log))?.files ?? 'none to be had'}`);
    return true;
  } catch (error) {
    fail(error.message);
    return false;
  }
}

async function tests(args) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(resultFile, { force: true });
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--allowOnly=false'];
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts/reporter.mjs')}`];
  const code = await run(
    { command: process.execPath, args: [...vitest, ...reporters, ...args] },
    { env: { SAYSO_TEST_RESULT: resultFile } },
  );
  if (!existsSync(resultFile)) return fail(`vitest ended without a result (exit code ${code}).`);
  const result = JSON.parse(readFileSync(resultFile, 'utf8'));
  passed = result.passed;
  failed += result.failed;
  ({ skipped, again } = result);
  if (code !== 0 && result.failed === 0) fail(`vitest ended with exit code ${code}.`);
  if (passed + result.failed === 0) fail('no test ran.');
}

if (await prepared()) {
  console.log('Checking format, imports and types (npm run check) …');
  if ((await run(npm(['run', '--silent', 'check']))) !== 0)
    fail('npm run check; what is wrong is said above.');
  console.log('Running the tests …');
  await tests(process.argv.slice(2));
}

/** A list under a sentence, if there is anything in it. */
const list = (sentence, names) =>
  names.length > 0 && console.log(`\n${sentence}\n${names.map((name) => `  ${name}`).join('\n')}\n`);
list('Skipped, so not shown to hold:', skipped);
list(
  'Failed once and passed at the second try: the machine was busy, or there is a fault that comes and goes.',
  again,
);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
