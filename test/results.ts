/** The part of Vitest's JSON report that is counted. */
export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** The most of what a failed test says that is told again at the end: the end of a long log is what is kept of it. */
const TOLD_LINES = 12;

/**
 * Counts what a test run showed. A file that could not even be loaded, and a fault outside any test, count as one
 * failure each: nothing that went wrong may look like a success. The remarks name each failure, with how it failed.
 *
 * @param report undefined when Vitest wrote none
 * @param exitCode Vitest's exit code, null when it was killed
 */
export function countResults(
  report: Report | undefined,
  exitCode: number | null,
): { passed: number; failed: number; remarks: string[] } {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = count('passed');
  const skipped = tests.length - passed - count('failed');
  const failed = count('failed') + broken.length;

  const remarks = files.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => {
        const lines = (test.failureMessages ?? []).join('\n').split('\n');
        return [`FAILED ${file.name}: ${test.fullName}`, ...lines.slice(0, TOLD_LINES)].join('\n    ');
      }),
  );
  remarks.push(...broken.map((file) => `${file.name} failed outside its tests.`));
  if (skipped > 0) remarks.push(`${skipped} skipped.`);
  if (failed === 0 && exitCode !== 0) remarks.push(`The run itself failed (exit code ${exitCode}), see above.`);
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, remarks };
}
