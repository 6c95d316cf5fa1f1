/**
 * Counts a vitest JSON report. A file that could not even be loaded has no tests in the report: it counts as one
 * failure, so that it cannot go unseen. Answers `{ passed, failed, skipped }`.
 */
export function countVitest(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
      counts.failed += 1;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
  }
  return counts;
}

/** Counts a Playwright JSON report; a flaky test counts as failed, an error outside of a test as one failure. */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/**
 * What a stage counts as, given the program's exit code and its counts (undefined when there is no report). A stage
 * that crashed, or that ran nothing at all, has failed once, whatever its report says.
 */
export function judge({ code, counts }) {
  if (counts === undefined)
    return { passed: 0, failed: 1, skipped: 0, remark: `ended with code ${code}, no report` };
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1, remark: `ended with code ${code}` };
  if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, remark: 'ran no tests' };
  return { ...counts, remark: '' };
}
