// Counts what vitest ran, so that nothing that went wrong goes unnoticed: a file that can't be read, a hook that
// throws and an error outside any test are failures too.
import { writeFileSync } from 'node:fs';

/** @returns {{passed: number, failed: number, skipped: string[]}} */
export function count(modules, unhandledErrors) {
  const result = { passed: 0, failed: unhandledErrors.length, skipped: [] };
  for (const module of modules) {
    result.failed += module.errors().length;
    for (const suite of module.children.allSuites()) result.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') result.passed += 1;
      else if (state === 'failed') result.failed += 1;
      else result.skipped.push(`${module.relativeModuleId ?? module.moduleId}: ${test.fullName}`);
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
