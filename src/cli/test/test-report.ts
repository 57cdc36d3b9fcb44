import type { CaseResult } from '../../case-file/run-cases.ts';
import { harmlessText } from '../../core/harmless-text.ts';
import type { JsonObject } from '../../core/json.ts';
import { toJunit } from '../junit.ts';
import { toBoundaryJson, toBoundaryText } from './boundary-text.ts';
import type { BoundaryReport } from './run-boundaries.ts';
import { toTestSuite } from './to-test-suite.ts';

/** What came of the cases of one rule. */
export interface RuleResult {
  readonly rule: string;
  /** The case file, as it is to be shown. */
  readonly file: string;
  readonly cases: readonly CaseResult[];
  /** Present where boundary cases and mutants were asked for. */
  readonly boundaries?: BoundaryReport;
}

/** How the results of cases are written. */
export const TEST_FORMATS = ['text', 'junit', 'json'] as const;

/** One of the formats of test results. */
export type TestFormat = (typeof TEST_FORMATS)[number];

/** The results in a format, with the line break at the end. */
export function toTestReport(results: readonly RuleResult[], format: TestFormat): string {
  if (format === 'json') return `${JSON.stringify(results.map(toRuleJson), undefined, 2)}\n`;
  if (format === 'junit') return toJunit(results.map(toTestSuite));
  return results.map(toRuleText).join('');
}

/** True for a case that came out as it says. */
export function isPassed({ differences }: CaseResult): boolean {
  return differences.length === 0;
}

function toRuleText({ rule, file, cases, boundaries }: RuleResult): string {
  const tested = cases.map((result) => toCaseText(result, file)).join('');
  return `${rule}\n${tested}${boundaries === undefined ? '' : toBoundaryText(boundaries, file)}`;
}

function toCaseText(result: CaseResult, file: string): string {
  const name = harmlessText(result.name);
  if (isPassed(result)) return `  ok    ${name}\n`;
  const place = `${harmlessText(file)}:${result.position.line}:${result.position.column}`;
  const differences = result.differences.map((difference) => `        ${harmlessText(difference)}\n`);
  return `  FAIL  ${name} (${place})\n${differences.join('')}`;
}

function toRuleJson({ rule, file, cases, boundaries }: RuleResult): JsonObject {
  return {
    rule,
    file,
    cases: cases.map((result) => {
      const { name, position, differences } = result;
      return { name, line: position.line, passed: isPassed(result), differences };
    }),
    ...(boundaries !== undefined && toBoundaryJson(boundaries)),
  };
}
