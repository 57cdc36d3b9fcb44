import type { CaseResult } from '../case-file/run-cases.ts';
import { harmlessText } from '../core/harmless-text.ts';
import type { JsonObject } from '../core/json.ts';

/** What came of the cases of one rule. */
export interface RuleResult {
  readonly rule: string;
  /** The case file, as it is to be shown. */
  readonly file: string;
  readonly cases: readonly CaseResult[];
}

/** How the results of cases are written. */
export const TEST_FORMATS = ['text', 'junit', 'json'] as const;

/** One of the formats of test results. */
export type TestFormat = (typeof TEST_FORMATS)[number];

/** The results in a format, with the line break at the end. */
export function toTestReport(results: readonly RuleResult[], format: TestFormat): string {
  if (format === 'json') return `${JSON.stringify(results.map(toRuleJson), undefined, 2)}\n`;
  if (format === 'junit') return toJunit(results);
  return results.map(toRuleText).join('');
}

/** True for a case that came out as it says. */
export function isPassed({ differences }: CaseResult): boolean {
  return differences.length === 0;
}

function toRuleText({ rule, file, cases }: RuleResult): string {
  return `${rule}\n${cases.map((result) => toCaseText(result, file)).join('')}`;
}

function toCaseText(result: CaseResult, file: string): string {
  const name = harmlessText(result.name);
  if (isPassed(result)) return `  ok    ${name}\n`;
  const place = `${harmlessText(file)}:${result.position.line}:${result.position.column}`;
  const differences = result.differences.map((difference) => `        ${harmlessText(difference)}\n`);
  return `  FAIL  ${name} (${place})\n${differences.join('')}`;
}

function toRuleJson({ rule, file, cases }: RuleResult): JsonObject {
  return {
    rule,
    file,
    cases: cases.map((result) => {
      const { name, position, differences } = result;
      return { name, line: position.line, passed: isPassed(result), differences };
    }),
  };
}

/** JUnit's XML as continuous integration services read it: a suite for each rule. */
function toJunit(results: readonly RuleResult[]): string {
  const suites = results.map(({ rule, file, cases }) => {
    const failures = cases.filter((result) => !isPassed(result)).length;
    const head = `<testsuite name="${toXml(rule)}" file="${toXml(file)}" tests="${cases.length}" failures="${failures}">`;
    return `  ${head}\n${cases.map((result) => toTestCase(result, rule)).join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function toTestCase(result: CaseResult, rule: string): string {
  const head = `    <testcase classname="${toXml(rule)}" name="${toXml(result.name)}"`;
  if (isPassed(result)) return `${head}/>\n`;
  const failure = `<failure message="${toXml(result.differences.join('; '))}"/>`;
  return `${head}>${failure}</testcase>\n`;
}

const XML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

// The two noncharacters are not allowed in XML, and are no control characters either.
function toXml(text: string): string {
  const allowed = harmlessText(text).replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
  return allowed.replace(/[&<>"]/g, (character) => XML_ENTITIES[character] ?? character);
}
