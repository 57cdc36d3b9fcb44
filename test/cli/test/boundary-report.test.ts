import { describe, expect, it } from 'vitest';
import { toJunit } from '../../../src/cli/junit.ts';
import { toBoundaryText } from '../../../src/cli/test/boundary-text.ts';
import type { BoundaryReport } from '../../../src/cli/test/run-boundaries.ts';
import { tallyBoundaries } from '../../../src/cli/test/tally-boundaries.ts';
import { toTestSuite } from '../../../src/cli/test/to-test-suite.ts';

const position = { line: 7, column: 3 };

const REPORT: BoundaryReport = {
  ruleFile: 'rule.yaml',
  run: {
    results: [
      { madeOf: 'fires', name: 'one 0 of 1, without a', position, differences: [] },
      { madeOf: 'fires', name: 'one 1h after\u001B the others', position, differences: ['expected <none>'] },
    ],
    skipped: [
      { madeOf: 'fires', name: 'two on another entity', reason: 'not certain' },
      { madeOf: 'fires', name: 'two 1h after the others', reason: 'not certain' },
      { madeOf: 'fires', name: 'three', reason: 'for another reason' },
    ],
  },
  mutants: [
    { name: 'one dropped', path: [], wanted: 'a case', position, killedBy: 'fires' },
    { name: 'two dropped', path: [], wanted: 'a case', position, explanation: 'it means the same' },
    { name: 'three dropped', path: [], wanted: 'a case that "fires"', position },
  ],
  issues: [],
  isStrict: true,
};

function resultsOf(boundaries: BoundaryReport) {
  return [{ rule: 'a-rule', file: 'cases.yaml', cases: [], boundaries }];
}

/** The report without what failed and what survived. */
const CLEAN: BoundaryReport = {
  ...REPORT,
  run: { ...REPORT.run, results: REPORT.run.results.slice(0, 1) },
  mutants: REPORT.mutants.slice(0, 2),
};

const ISSUE = {
  code: 'case/survivor',
  level: 'error',
  message: 'it is killed',
  path: ['survivors', 'x'],
} as const;

describe('the report of boundary cases and mutants', () => {
  it('is short as text', () => {
    expect(toBoundaryText(REPORT, 'cases.yaml')).toBe(`  2 boundary cases: 1 failed, 3 skipped
  FAIL  fires: one 1h after\uFFFD the others (cases.yaml:7:3)
        expected <none>
  skip  2 × not certain
  skip  1 × for another reason
  3 mutants: 1 killed, 1 explained, 1 survive
  LIVES three dropped (rule.yaml:7:3)
        wanted: a case that "fires"
`);
  });

  it('has a test case for each as JUnit', () => {
    const lines = toJunit(resultsOf({ ...REPORT, issues: [ISSUE] }).map(toTestSuite)).split('\n');
    expect(lines[2]).toContain('tests="9" failures="3" skipped="3"');
    expect(lines).toEqual(
      expect.arrayContaining([
        '    <testcase classname="a-rule" name="boundary: fires: one 0 of 1, without a"/>',
        '    <testcase classname="a-rule" name="boundary: fires: one 1h after\uFFFD the others"><failure message="expected &lt;none&gt;"/></testcase>',
        '    <testcase classname="a-rule" name="boundary: fires: three"><skipped message="for another reason"/></testcase>',
        '    <testcase classname="a-rule" name="mutant: two dropped"/>',
        '    <testcase classname="a-rule" name="mutant: three dropped"><failure message="survives in line 7 of the rule; wanted: a case that &quot;fires&quot;"/></testcase>',
        '    <testcase classname="a-rule" name="survivors: x"><failure message="it is killed"/></testcase>',
      ]),
    );
  });

  it('fails no service for what survives a rule that is not stable', () => {
    const junit = toJunit(resultsOf({ ...REPORT, isStrict: false }).map(toTestSuite));
    expect(junit).toContain('name="mutant: three dropped"><skipped message="survives');
  });

  it.each<[string, BoundaryReport, boolean]>([
    ['nothing', CLEAN, false],
    ['a boundary case', { ...CLEAN, run: REPORT.run }, true],
    ['a survivor of a stable rule', { ...CLEAN, mutants: REPORT.mutants }, true],
    ['a survivor of another rule', { ...CLEAN, mutants: REPORT.mutants, isStrict: false }, false],
    ['a boundary case of another rule', { ...REPORT, isStrict: false }, true],
    ['an explanation', { ...CLEAN, issues: [ISSUE], isStrict: false }, true],
  ])('fails for %s as it must', (_what, report, isFailed) => {
    expect(tallyBoundaries(resultsOf(report))?.isFailed).toBe(isFailed);
  });

  it('adds rules up, and warns of those that are not stable', () => {
    const loose = { ...REPORT, isStrict: false };
    const results = [...resultsOf(REPORT), ...resultsOf(loose), ...resultsOf({ ...CLEAN, isStrict: false })];
    expect(tallyBoundaries(results)).toMatchObject({
      lines: ['5 boundary cases: 2 failed, 9 skipped', '8 mutants: 3 killed, 3 explained, 2 survive'],
      warnings: [{ rule: 'a-rule', survivors: 1 }],
    });
    expect(tallyBoundaries([{ rule: 'a-rule', file: 'cases.yaml', cases: [] }])).toBeUndefined();
  });
});
