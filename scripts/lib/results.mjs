import { readFileSync, rmSync } from 'node:fs';

/**
 * Counts of a run from the JSON report that jest and vitest both write. A suite that could not start, a report that is
 * missing and a run that failed without a failed test each count as one failure: silence is never success.
 *
 * @param {string} path the report; deleted afterwards
 * @param {number} exitCode of the test runner
 * @returns {{ passed: number, failed: number }}
 */
export function countResults(path, exitCode) {
  const report = readReport(path);
  if (report === undefined) return { passed: 0, failed: 1 };
  const brokenSuites = report.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenSuites;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  } finally {
    rmSync(path, { force: true });
  }
}
