import type { JunitSuite, JunitTest } from '../junit.ts';
import type { BoundaryReport, PlacedMutant } from './run-boundaries.ts';
import { isSurvivor } from './tally-boundaries.ts';
import type { RuleResult } from './test-report.ts';

/** What came of the cases of a rule, its boundary cases and its mutants, as one suite. */
export function toTestSuite({ rule, file, cases, boundaries }: RuleResult): JunitSuite {
  const tests = [
    ...cases.map(({ name, differences }) => toTestCase(name, differences)),
    ...(boundaries === undefined ? [] : boundaryTestCases(boundaries)),
  ];
  return { name: rule, file, tests };
}

function toTestCase(name: string, differences: readonly string[]): JunitTest {
  return differences.length === 0 ? { name } : { name, failure: differences.join('; ') };
}

function boundaryTestCases({ run, mutants, issues, isStrict }: BoundaryReport): readonly JunitTest[] {
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
function mutantTestCase(mutant: PlacedMutant, isStrict: boolean): JunitTest {
  const name = `mutant: ${mutant.name}`;
  if (!isSurvivor(mutant)) return { name };
  const message = `survives in line ${mutant.position.line} of the rule; wanted: ${mutant.wanted}`;
  return isStrict ? { name, failure: message } : { name, skipped: message };
}
