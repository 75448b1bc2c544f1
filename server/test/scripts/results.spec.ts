import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';

const script = fileURLToPath(new URL('../../../scripts/lib/results.mjs', import.meta.url));
const { countResults } = (await import(script)) as {
  countResults(path: string, exitCode: number): { passed: number; failed: number };
};

const folder = mkdtempSync(join(tmpdir(), 'peyvand-results-'));
const path = join(folder, 'report.json');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function count(report: object | string, exitCode: number): { passed: number; failed: number } {
  writeFileSync(path, typeof report === 'string' ? report : JSON.stringify(report));
  return countResults(path, exitCode);
}

const suite = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe('counting test results', () => {
  it('adds up what passed and what failed', () => {
    const report = {
      numPassedTests: 2,
      numFailedTests: 1,
      testResults: [suite('failed', 'passed', 'failed', 'passed')],
    };
    expect(count(report, 1)).toEqual({ passed: 2, failed: 1 });
    expect(existsSync(path)).toBe(false);
  });

  it('counts a suite that could not start as a failure', () => {
    const report = { numPassedTests: 1, numFailedTests: 0, testResults: [suite('passed', 'passed'), suite('failed')] };
    expect(count(report, 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('counts a run without a report, with half a report or with a bad end as a failure', () => {
    expect(countResults('/nowhere/report.json', 0)).toEqual({ passed: 0, failed: 1 });
    expect(count('{"numPassed', 0)).toEqual({ passed: 0, failed: 1 });
    const green = { numPassedTests: 3, numFailedTests: 0, testResults: [suite('passed', 'passed')] };
    expect(count(green, 1)).toEqual({ passed: 3, failed: 1 });
    expect(count(green, 0)).toEqual({ passed: 3, failed: 0 });
  });
});
