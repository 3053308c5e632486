// Counts what vitest ran, so that nothing that went wrong goes unnoticed: a file that can't be read, a hook that
// throws and an error outside any test are failures too.
import { writeFileSync } from 'node:fs';

/**
 * `again`: what passed only at its second try.
 * @returns {{passed: number, failed: number, skipped: string[], again: string[]}}
 */
export function count(modules, unhandledErrors) {
  const result = { passed: 0, failed: unhandledErrors.length, skipped: [], again: [] };
  for (const module of modules) {
    result.failed += module.errors().length;
    for (const suite of module.children.allSuites()) result.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      const name = `${module.relativeModuleId ?? module.moduleId}: ${test.fullName}`;
      if (state === 'passed' && test.diagnostic()?.flaky) result.again.push(name);
      if (state === 'passed') result.passed += 1;
      else if (state === 'failed') result.failed += 1;
      else result.skipped.push(name);
    }
  }
  return result;
}

export default class {
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env.SAYSO_TEST_RESULT;
    if (file) writeFileSync(file, JSON.stringify(count(modules, unhandledErrors)));
  }
}
