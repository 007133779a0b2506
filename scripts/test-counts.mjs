/** Counts tests in the reports of the test runners. */

/** @typedef {{ readonly passed: number, readonly failed: number }} Counts */

/**
 * A file that cannot be loaded holds no tests that could fail; it counts as one that did.
 * @param {any} report of vitest's json reporter
 * @returns {Counts}
 */
export function countVitest(report) {
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults;
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}

/**
 * A flaky test is a failed one: it failed at least once. Errors outside tests count too.
 * @param {any} report of Playwright's json reporter
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}
