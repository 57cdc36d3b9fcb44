import { harmlessText } from '../../core/harmless-text.ts';
import type { RuleResult } from '../test-report.ts';
import type { BoundaryReport, PlacedMutant } from './run-boundaries.ts';
import { isSurvivor } from './tally-boundaries.ts';

/** One test case of JUnit's: passed unless it says otherwise. */
interface TestCase {
  readonly name: string;
  readonly failure?: string;
  readonly skipped?: string;
}

/** JUnit's XML as continuous integration services read it: a suite for each rule. */
export function toJunit(results: readonly RuleResult[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${results.map(toSuite).join('')}</testsuites>\n`;
}

function toSuite({ rule, file, cases, boundaries }: RuleResult): string {
  const all = [
    ...cases.map(({ name, differences }) => toTestCase(name, differences)),
    ...(boundaries === undefined ? [] : boundaryTestCases(boundaries)),
  ];
  const failures = all.filter(({ failure }) => failure !== undefined).length;
  const skipped = all.filter((each) => each.skipped !== undefined).length;
  const counts = `tests="${all.length}" failures="${failures}"${skipped > 0 ? ` skipped="${skipped}"` : ''}`;
  const head = `<testsuite name="${toXml(rule)}" file="${toXml(file)}" ${counts}>`;
  return `  ${head}\n${all.map((each) => testCaseXml(each, rule)).join('')}  </testsuite>\n`;
}

function toTestCase(name: string, differences: readonly string[]): TestCase {
  return differences.length === 0 ? { name } : { name, failure: differences.join('; ') };
}

function boundaryTestCases({ run, mutants, issues, isStrict }: BoundaryReport): readonly TestCase[] {
  return [
    ...run.results.map(({ madeOf, name, differences }) =>
      toTestCase(`boundary: ${madeOf}: ${name}`, differences),
    ),
    ...run.skipped.map(({ madeOf, name, reason }) => ({
      name: `boundary: ${madeOf}: ${name}`,
      skipped: reason,
    })),
    ...mutants.map((mutant) => mutantTestCase(mutant, isStrict)),
    ...issues.map(({ path, message }) => ({ name: `survivors: ${path.at(-1)}`, failure: message })),
  ];
}

/** A survivor of a rule that is not stable is skipped: services show it and do not fail. */
function mutantTestCase(mutant: PlacedMutant, isStrict: boolean): TestCase {
  const name = `mutant: ${mutant.name}`;
  if (!isSurvivor(mutant)) return { name };
  const message = `survives in line ${mutant.position.line} of the rule; wanted: ${mutant.wanted}`;
  return isStrict ? { name, failure: message } : { name, skipped: message };
}

function testCaseXml({ name, failure, skipped }: TestCase, rule: string): string {
  const head = `    <testcase classname="${toXml(rule)}" name="${toXml(name)}"`;
  if (failure !== undefined) return `${head}><failure message="${toXml(failure)}"/></testcase>\n`;
  if (skipped !== undefined) return `${head}><skipped message="${toXml(skipped)}"/></testcase>\n`;
  return `${head}/>\n`;
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
