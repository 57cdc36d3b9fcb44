import { z } from 'zod';
import { type Issue, type Parsed, quoted } from '../../core/issue.ts';
import { didYouMean } from '../../rule-file/did-you-mean.ts';
import { readTextFile } from '../../rule-file/load-rules.ts';
import { locateIssues } from '../../rule-file/read-rule-file.ts';
import { readYaml } from '../../rule-file/read-yaml.ts';
import { keysOfSchemaAt } from '../../rule-file/schema-keys.ts';
import { toIssues } from '../../rule-file/to-issues.ts';
import type { Backtest } from './run-backtest.ts';

/** How many incidents a rule is expected to lead to in a history. */
export interface Expectation {
  readonly exactly?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** What a history is expected to lead to. */
export interface Expectations {
  /** By rule id. */
  readonly rules: Readonly<Record<string, Expectation>>;
  /** Of each rule that is not named; nothing is expected of those where it is absent. */
  readonly others?: Expectation | undefined;
}

/** What came of an expectation. */
export interface ExpectationResult {
  readonly rule: string;
  /** In words: `exactly 2`, `at least 1 and at most 5`. */
  readonly expected: string;
  readonly found: number;
  readonly isMet: boolean;
}

const countSchema = z.int().min(0).max(1_000_000).optional();

const expectationSchema = z
  .strictObject({
    exactly: countSchema.describe('The rule leads to so many incidents, no more and no fewer.'),
    atLeast: countSchema.describe('The rule leads to so many incidents or more.'),
    atMost: countSchema.describe('The rule leads to so many incidents or fewer.'),
  })
  .describe('Incidents count once, however often they open; resolved ones count too.');

/** The form of a file of expectations. */
export const expectationsSchema: z.ZodType<Expectations> = z.strictObject({
  rules: z.record(z.string(), expectationSchema).describe('What is expected of rules, by their ids.'),
  others: expectationSchema.optional().describe('What is expected of each rule that is not named.'),
});

/** The expectations in a file, or everything that is wrong with it; `ruleIds` are those that it may name. */
export async function readExpectations(
  file: string,
  ruleIds: readonly string[],
): Promise<Parsed<Expectations>> {
  const text = await readTextFile(file);
  if (typeof text !== 'string') return { ok: false, issues: [text] };
  const { document, issues } = readYaml(text, file);
  if (document === undefined) return { ok: false, issues: locateIssues([], document, file, issues) };
  const form = expectationsSchema.safeParse(document.json);
  const problems = form.success
    ? [...unknownRules(form.data, ruleIds), ...contradictions(form.data)]
    : toIssues(form.error, document.json, (path) => keysOfSchemaAt(expectationsSchema, path));
  if (form.success && issues.length + problems.length === 0) return { ok: true, value: form.data };
  return { ok: false, issues: locateIssues(problems, document, file, issues) };
}

function unknownRules({ rules }: Expectations, ruleIds: readonly string[]): readonly Issue[] {
  return Object.keys(rules)
    .filter((id) => !ruleIds.includes(id))
    .map((id) => {
      const hint = didYouMean(id, ruleIds) ?? 'drafts are not replayed; see `corroborate rules list`';
      return problem(['rules', id], `there is no rule ${quoted(id)}`, hint);
    });
}

function contradictions({ rules, others }: Expectations): readonly Issue[] {
  const named = Object.entries(rules).map(([id, expectation]) => [['rules', id], expectation] as const);
  const all = others === undefined ? named : [...named, [['others'], others] as const];
  return all.flatMap(([path, expectation]) => {
    const message = contradictionOf(expectation);
    return message === undefined
      ? []
      : [problem(path, message, 'write `exactly`, or `atLeast`, `atMost` or both')];
  });
}

function contradictionOf({ exactly, atLeast, atMost }: Expectation): string | undefined {
  if (exactly === undefined && atLeast === undefined && atMost === undefined) return 'nothing is expected';
  if (exactly !== undefined && (atLeast !== undefined || atMost !== undefined)) {
    return '`exactly` leaves nothing for `atLeast` and `atMost` to say';
  }
  return (atLeast ?? 0) > (atMost ?? Number.POSITIVE_INFINITY)
    ? '`atLeast` is more than `atMost`'
    : undefined;
}

function problem(path: readonly string[], message: string, hint: string): Issue {
  return { code: 'expect/rule', level: 'error', message, path, hint };
}

/** What came of each expectation, in the order of rule ids. */
export function checkExpectations(
  { rules, incidents }: Backtest,
  { rules: named, others }: Expectations,
): readonly ExpectationResult[] {
  const found = Map.groupBy(incidents, ({ rule }) => rule);
  return rules
    .map(({ id }) => id)
    .sort()
    .flatMap((rule) => {
      const expectation = Object.hasOwn(named, rule) ? named[rule] : others;
      if (expectation === undefined) return [];
      const count = found.get(rule)?.length ?? 0;
      return [{ rule, expected: inWords(expectation), found: count, isMet: isMetBy(count, expectation) }];
    });
}

function isMetBy(count: number, { exactly, atLeast, atMost }: Expectation): boolean {
  if (exactly !== undefined) return count === exactly;
  return count >= (atLeast ?? 0) && count <= (atMost ?? Number.POSITIVE_INFINITY);
}

function inWords({ exactly, atLeast, atMost }: Expectation): string {
  if (exactly !== undefined) return `exactly ${exactly}`;
  const bounds = [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ];
  return bounds.join(' and ');
}
