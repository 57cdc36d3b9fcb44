import type { Issue, Parsed } from '../issue.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Pattern } from './pattern.ts';
import { COMBINATIONS_MAX, combinationsOf, LEAVES_MAX, patternBranches } from './pattern-branches.ts';
import { type PatternGroup, readPatternGroup } from './pattern-group.ts';
import { invalidPattern } from './pattern-issue.ts';

/**
 * An EventBridge event pattern as aws/event-ruler takes it, or everything that is wrong with it; the path of an
 * issue leads to the place inside the pattern. A pattern whose only fault is a `$or` that is not a list of
 * objects is taken with `$or` as the name of a member, as aws/event-ruler does.
 */
export function parsePattern(json: Json): Parsed<Pattern> {
  if (!isJsonObject(json)) return { ok: false, issues: [invalidPattern([], 'a pattern must be an object')] };
  const { group, issues } = readPatternGroup(json);
  if (issues.length === 0) return withinLimits({ json }, group);
  const fallback = readPatternGroup(json, true);
  return fallback.issues.length === 0 && !hasNewOperators(fallback.group)
    ? withinLimits({ json }, fallback.group)
    : { ok: false, issues };
}

/** The groups of a pattern that `parsePattern` has accepted. */
export function patternGroup(pattern: Pattern): PatternGroup {
  const reading = readPatternGroup(pattern.json);
  return reading.issues.length === 0 ? reading.group : readPatternGroup(pattern.json, true).group;
}

function withinLimits(pattern: Pattern, group: PatternGroup): Parsed<Pattern> {
  const issue = combinationsIssue(group) ?? leavesIssue(group);
  return issue === undefined ? { ok: true, value: pattern } : { ok: false, issues: [issue] };
}

function combinationsIssue(group: PatternGroup): Issue | undefined {
  if (combinationsOf(group) <= COMBINATIONS_MAX) return undefined;
  return invalidPattern(
    [],
    `the \`$or\` lists combine in more than ${COMBINATIONS_MAX} ways`,
    'write several patterns',
  );
}

function leavesIssue(group: PatternGroup): Issue | undefined {
  if (patternBranches(group).every((branch) => branch.length <= LEAVES_MAX)) return undefined;
  return invalidPattern([], `more than ${LEAVES_MAX} paths must hold together`);
}

// The reading that takes `$or` for a name is the older one in aws/event-ruler (RuleCompiler).
function hasNewOperators(group: PatternGroup): boolean {
  return group.some(
    (part) =>
      'matchers' in part &&
      part.matchers.some(
        ({ kind, ...rest }) => kind === 'anything-but-text' && 'test' in rest && rest.test === 'wildcard',
      ),
  );
}
