import type { Matcher } from '../pattern/matcher.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { type PatternLeaf, patternLeaves } from '../pattern/pattern-leaves.ts';

/** Members with one value in a version of a finding; findings with several types are too rare to warn about. */
const TELLING_MEMBERS: ReadonlySet<string> = new Set([
  'AwsAccountId',
  'Compliance.SecurityControlId',
  'Compliance.Status',
  'GeneratorId',
  'Normalized.Control',
  'Normalized.Product',
  'Normalized.Severity',
  'Normalized.Type',
  'ProductArn',
  'Region',
]);

/**
 * True when no finding can pass both patterns, because they ask for different texts in one member that has one
 * value. False means that one could, not that there is one.
 */
export function excludeEachOther(a: Pattern, b: Pattern): boolean {
  const leaves = tellingLeaves(a);
  return tellingLeaves(b).some((leaf) =>
    leaves.some((other) => isSamePath(leaf, other) && areApart(leaf, other)),
  );
}

function tellingLeaves(pattern: Pattern): readonly PatternLeaf[] {
  const leaves = patternLeaves(pattern);
  const overridden = new Set(leaves.filter((leaf) => leaf.isOverriding).map(({ path }) => path.join('.')));
  return leaves.filter(({ path, isInsideOr }) => {
    const text = path.join('.');
    return !isInsideOr && TELLING_MEMBERS.has(text) && !overridden.has(text);
  });
}

function isSamePath(a: PatternLeaf, b: PatternLeaf): boolean {
  return a.path.join('.') === b.path.join('.');
}

function areApart(a: PatternLeaf, b: PatternLeaf): boolean {
  return a.matchers.every((one) => b.matchers.every((other) => isApart(one, other)));
}

function isApart(a: Matcher, b: Matcher): boolean {
  if (a.kind === 'exact' && b.kind === 'exact') return a.value !== b.value;
  const [one, other] = [startOf(a), startOf(b)];
  if (one === undefined || other === undefined) return false;
  if (a.kind === 'exact') return !one.startsWith(other);
  if (b.kind === 'exact') return !other.startsWith(one);
  return !one.startsWith(other) && !other.startsWith(one);
}

/** The text with which every value that passes begins; undefined where there is none. */
function startOf(matcher: Matcher): string | undefined {
  if (matcher.kind === 'prefix') return matcher.ignoresCase ? undefined : matcher.text;
  return matcher.kind === 'exact' && typeof matcher.value === 'string' ? matcher.value : undefined;
}
