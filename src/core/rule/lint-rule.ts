import { letsEverythingIn } from '../bus/bus-clauses.ts';
import { isUnchangingMember } from '../finding/unchanging-members.ts';
import { type Issue, quoted } from '../issue.ts';
import { type PatternLeaf, patternLeaves } from '../pattern/pattern-leaves.ts';
import { reducePattern } from '../pattern/reduce-pattern.ts';
import { excludeEachOther } from './exclude-each-other.ts';
import type { Rule, Signal } from './rule.ts';

/** A rule with more required signals than this hardly ever holds. */
export const REQUIRED_SIGNALS_MAX = 10;

/** Characters that Security Hub keeps of a rule's texts (ASFF: Title, Description, Remediation.Recommendation.Text). */
export const KEPT_CHARACTERS = { title: 256, description: 1024, remediation: 512 } as const;

/**
 * Warnings about a rule that is valid but hardly means what it says; paths lead into the rule file. One is an error
 * of the linter, though the rule still runs: a path given twice, outside and inside `$or` (design, section 3).
 */
export function lintRule(rule: Rule): readonly Issue[] {
  return [
    ...lintTexts(rule),
    ...lintRequiredCount(rule),
    ...lintPairs(rule),
    ...rule.signals.flatMap((signal) => lintSignal(signal)),
  ];
}

type Path = readonly (string | number)[];

function lintTexts(rule: Rule): readonly Issue[] {
  return (['title', 'description', 'remediation'] as const).flatMap((name) => {
    const length = Array.from(rule[name] ?? '').length;
    const kept = KEPT_CHARACTERS[name];
    if (length <= kept) return [];
    const message = `\`${name}\` has ${length} characters, of which Security Hub keeps ${kept}`;
    return [warning('lint/trimmed', [name], message, 'say the most important thing first, or shorten it')];
  });
}

function lintRequiredCount({ signals }: Rule): readonly Issue[] {
  const required = signals.filter(({ role }) => role === 'required').length;
  if (required <= REQUIRED_SIGNALS_MAX) return [];
  const message = `the rule requires ${required} signals`;
  return [
    warning(
      'lint/many-signals',
      ['signals'],
      message,
      'put some into `any` or `optional`, or split the rule',
    ),
  ];
}

function lintPairs({ signals }: Rule): readonly Issue[] {
  const deciding = signals.filter(({ role }) => role === 'required' || role === 'any');
  return deciding.flatMap((signal, index) =>
    deciding
      .slice(0, index)
      .flatMap((other) => (canShareFinding(other, signal) ? [sharedFinding(other, signal)] : [])),
  );
}

function canShareFinding(a: Signal, b: Signal): boolean {
  if (a.on !== b.on) return false;
  return a.match.some((one) => b.match.some((other) => !excludeEachOther(one, other)));
}

function sharedFinding(a: Signal, b: Signal): Issue {
  const message = `one finding could satisfy both ${quoted(a.name)} and ${quoted(b.name)}`;
  const hint = 'give the two patterns different values of `Normalized.Product`, `Type` or `Control`';
  return warning('lint/shared-finding', ['signals', b.name, 'match'], message, hint);
}

function lintSignal(signal: Signal): readonly Issue[] {
  const path = [MAP_OF_ROLE[signal.role], signal.name, 'match'];
  const issues = signal.match.flatMap((pattern, index) =>
    patternLeaves(pattern).flatMap((leaf) => lintLeaf(leaf, [...path, index, ...leaf.path])),
  );
  return [...issues, ...lintFilter(signal, path)];
}

const MAP_OF_ROLE = { required: 'signals', any: 'signals', unless: 'unless', optional: 'optional' } as const;

function lintLeaf(leaf: PatternLeaf, path: Path): readonly Issue[] {
  const issues: Issue[] = [];
  const name = quoted(leaf.path.join('.'));
  if (leaf.path[0] === 'Resources') {
    const hint = 'the engine finds the resource by `entity` and `on`, whatever its place and spelling';
    issues.push(warning('lint/resources', path, `the pattern looks at ${name}`, hint));
  }
  if (leaf.isOverriding) {
    const hint = 'give each path once; only its last place counts';
    issues.push(
      problem(
        'error',
        'lint/path-twice',
        path,
        `the path ${name} is given twice, outside and inside \`$or\``,
        hint,
      ),
    );
  }
  if (demandsWithdrawn(leaf)) {
    const hint = 'a withdrawn finding is never evidence; ask for the open state, or leave the member away';
    issues.push(warning('lint/withdrawn', path, `${name} demands a withdrawn state`, hint));
  }
  return issues;
}

/** The values that make a finding withdrawn, by the path of their member (design, 4.2). */
const WITHDRAWN_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['RecordState', ['ARCHIVED']],
  ['Workflow.Status', ['RESOLVED', 'SUPPRESSED']],
  ['VerificationState', ['FALSE_POSITIVE']],
  ['Compliance.Status', ['PASSED', 'NOT_AVAILABLE']],
]);

function demandsWithdrawn({ path, matchers }: PatternLeaf): boolean {
  const withdrawn = WITHDRAWN_VALUES.get(path.join('.')) ?? [];
  return matchers.every(
    (matcher) => matcher.kind === 'exact' && withdrawn.some((value) => value === matcher.value),
  );
}

/** What never changes decides what is remembered (design, 4.1) and what EventBridge lets in, which is told less. */
function lintFilter({ name, match }: Signal, path: Path): readonly Issue[] {
  if (!match.some(letsEverythingIn)) return [];
  if (match.some((pattern) => reducePattern(pattern, isUnchangingMember) === undefined)) {
    const message = `the signal ${quoted(name)} could be met by a finding of any product`;
    const hint =
      'name the product in `Normalized.Product`; otherwise every finding must be remembered, and in the account ' +
      'every finding of Security Hub is let through the filter';
    return [warning('lint/any-product', path, message, hint)];
  }
  const message = `the signal ${quoted(name)} lets every finding of Security Hub through the filter in the account`;
  const hint =
    'EventBridge knows products by the end of their ARN: name them in full in `Normalized.Product`, such as ' +
    '`acme/scanner`, without `prefix` and `anything-but`';
  return [warning('lint/open-filter', path, message, hint)];
}

function warning(code: string, path: Path, message: string, hint: string): Issue {
  return problem('warning', code, path, message, hint);
}

function problem(level: Issue['level'], code: string, path: Path, message: string, hint: string): Issue {
  return { code, level, message, path, hint };
}
