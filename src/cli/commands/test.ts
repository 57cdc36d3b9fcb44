import { type Command, Option } from 'commander';
import type { CaseFile } from '../../case-file/case-file.ts';
import type { CaseRecord } from '../../case-file/expand-case.ts';
import { type CaseResult, runCases } from '../../case-file/run-cases.ts';
import type { Incident } from '../../core/correlation/incident.ts';
import { findPlaces } from '../../core/correlation/places.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { digest } from '../../digest.ts';
import { createEngine } from '../../engine.ts';
import { checkAsff } from '../../format/asff/check-asff.ts';
import { toAsff } from '../../format/asff/to-asff.ts';
import type { InputRecord } from '../../input/input-record.ts';
import { NO_SINK } from '../../sink.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store } from '../../store.ts';
import { caseFileOf } from '../case-file-of.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { incidentPages } from '../incident-pages.ts';
import { toCounted } from '../progress.ts';
import { loadNamedRules, tellIssues } from '../read-rules.ts';
import { replayRecords } from '../replay-records.ts';
import { type Session, throwIfInterrupted } from '../session.ts';
import { isPassed, type RuleResult, TEST_FORMATS, type TestFormat, toTestReport } from '../test-report.ts';
import { UsageError } from '../usage-error.ts';

/** Adds `test`: the cases of rules, each also shuffled and duplicated. */
export function addTestCommand(program: Command, session: Session): void {
  program
    .command('test')
    .description('run the cases of rules')
    .argument('[path...]', 'rule files and folders (default: rules/, else the rules of the package)')
    .addOption(
      new Option('-o, --output <format>', 'how to write results').choices(TEST_FORMATS).default('text'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], { output }: { readonly output: TestFormat }) => {
      session.exitCode = await testRules(paths, output, session);
    });
}

const EXAMPLES = `
Examples:
  $ corroborate test
  $ corroborate test rules/my-rule
  $ corroborate test -o junit > cases.xml`;

async function testRules(paths: readonly string[], format: TestFormat, session: Session): Promise<ExitCode> {
  const suites = await readSuites(paths, session);
  const results: RuleResult[] = [];
  for (const { rule, caseFile } of suites) {
    throwIfInterrupted(session);
    results.push({ rule: rule.id, file: caseFile.file, cases: await runSuite(rule, caseFile) });
  }
  await session.out.write(toTestReport(results, format));
  const cases = results.flatMap((result) => result.cases);
  const failed = cases.filter((result) => !isPassed(result)).length;
  session.messages.note(
    `${toCounted(cases.length, 'case')} of ${toCounted(results.length, 'rule')}: ${failed} failed`,
  );
  return failed > 0 ? EXIT.answerIsNo : EXIT.done;
}

interface Suite {
  readonly rule: Rule;
  readonly caseFile: CaseFile;
}

async function readSuites(paths: readonly string[], session: Session): Promise<readonly Suite[]> {
  const { rules, issues } = await loadNamedRules(session, paths);
  const problems = [...issues];
  const suites: Suite[] = [];
  for (const { rule, file } of rules) {
    const cases = await caseFileOf(file);
    if (cases === undefined) session.messages.warn(`the rule \`${rule.id}\` has no cases`);
    else if (cases.ok) suites.push({ rule, caseFile: cases.value });
    else problems.push(...cases.issues);
  }
  await tellIssues(session, problems);
  const errors = problems.filter(({ level }) => level === 'error').length;
  if (errors === 0) return suites;
  throw new UsageError(`rules or cases cannot be read: ${toCounted(errors, 'error')}`, {
    exitCode: EXIT.rulesUnreadable,
  });
}

async function runSuite(rule: Rule, caseFile: CaseFile): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const ruleCase of caseFile.cases) {
    const problems = new Set<string>();
    const replay = (records: readonly CaseRecord[]) => replayCase(rule, records, problems);
    for (const result of await runCases({ ...caseFile, cases: [ruleCase] }, replay)) {
      results.push({ ...result, differences: [...result.differences, ...problems] });
    }
  }
  return results;
}

/** Replays as `replay` does; `problems` gathers what is wrong whatever the case expects. */
async function replayCase(
  rule: Rule,
  records: readonly CaseRecord[],
  problems: Set<string>,
): Promise<readonly Incident[]> {
  const store = createMemoryStore();
  const engine = createEngine({ rules: [rule], store, sink: NO_SINK, digest });
  await replayRecords([records.map(toInputRecord)], engine, {
    quarantine: ({ reason }) => problems.add(`a finding of the case was quarantined: ${reason}`),
  });
  const incidents: Incident[] = [];
  for await (const page of incidentPages(store, 'all')) {
    for (const { incident } of page) {
      incidents.push(incident);
      for (const problem of await asffProblems(incident, rule, store)) problems.add(problem);
    }
  }
  return incidents;
}

function toInputRecord(record: CaseRecord): InputRecord {
  return { ...record, place: { file: '<case>', byteOffset: 0 } };
}

const PUBLISHER = { account: '111122223333', region: 'eu-west-1' } as const;

/** Security Hub must be able to take every incident that a rule leads to. */
async function asffProblems(incident: Incident, rule: Rule, store: Store): Promise<readonly string[]> {
  const { related } = await findPlaces(rule, incident.entity, store);
  const problems = checkAsff(toAsff(incident, rule, PUBLISHER, related));
  return problems.map((problem) => `the incident is no valid finding: ${problem}`);
}
