import { expect, test } from 'vitest';
import { countResults } from './results.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each) => ({
    status: each,
    fullName: `a thing is ${each}`,
    failureMessages: each === 'failed' ? ['Error: not that\n  at a line'] : [],
  })),
});

test('passed, failed and skipped tests are counted', () => {
  const report = { testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed', 'skipped')] };
  expect(countResults(report, 1)).toEqual({
    passed: 2,
    failed: 1,
    remarks: ['FAILED a.test.ts: a thing is failed\n    Error: not that\n      at a line', '1 skipped.'],
  });
});

test('a file that cannot be loaded is a failure', () => {
  expect(countResults({ testResults: [file('failed')] }, 1).failed).toBe(1);
});

test('a run that fails without a failed test is a failure', () => {
  expect(countResults({ testResults: [file('passed', 'passed')] }, 1)).toMatchObject({ passed: 1, failed: 1 });
  expect(countResults(undefined, null)).toMatchObject({ passed: 0, failed: 1 });
});
