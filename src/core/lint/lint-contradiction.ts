import { currentControlId } from '../finding/controls.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Json } from '../json.ts';
import type { Pattern } from '../pattern/pattern.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { type MemberValues, memberValues } from '../pattern-logic/member-values.ts';
import { deadMatchers } from '../pattern-logic/values-of-member.ts';
import { branchesOf, noneCanPass } from '../pattern-logic/verdicts.ts';
import { error, type Path, warning } from './lint-issue.ts';

/** Values that no finding has, and patterns that none can pass. `path` leads to the pattern. */
export function lintContradiction(pattern: Pattern, path: Path): readonly Issue[] {
  const issues = leavesOf(pattern).flatMap((leaf) => lintValues(leaf, [...path, ...leaf.place]));
  const isTold = issues.some(({ level }) => level === 'error');
  if (isTold || noneCanPass([pattern]) !== 'yes') return issues;
  const hint =
    'only findings of `Security Hub` have `Normalized.Control`, and `Normalized.Severity` is `Severity.Label`; ' +
    'take one of the two demands away';
  const message = 'no finding can pass this pattern, since its members contradict each other';
  return [...issues, error('lint/contradiction', path, message, hint)];
}

/** The leaves that decide, each once: of a path given twice the last. */
function leavesOf(pattern: Pattern): readonly GroupLeaf[] {
  return [...new Set(branchesOf([pattern]).flat())];
}

function lintValues(leaf: GroupLeaf, path: Path): readonly Issue[] {
  const dead = deadMatchers(leaf);
  const member = quoted(leaf.text);
  const hint = hintFor(leaf, dead);
  if (dead.length < leaf.matchers.length) {
    return dead.map((at) => {
      const message = `no finding passes ${written(leaf.json[at])} in ${member}`;
      return warning('lint/dead-value', [...path, at], message, hint);
    });
  }
  const values = leaf.json.map(written).join(', ');
  return [error('lint/contradiction', path, `no finding passes ${values} in ${member}`, hint)];
}

function written(json: Json | undefined): string {
  return quoted(typeof json === 'string' ? json : JSON.stringify(json ?? null));
}

function hintFor({ text, json, matchers }: GroupLeaf, dead: readonly number[]): string {
  const member = memberValues(text);
  const [first = 0] = dead;
  if (matchers[first]?.kind === 'exists' && member?.arity !== 'none')
    return `every finding has ${quoted(text)}`;
  const current = text === 'Normalized.Control' ? currentControlId(String(json[first])) : undefined;
  if (current !== undefined) return `the control is ${quoted(current)} today`;
  return member === undefined ? 'correct the value' : hintOfMember(text, member);
}

function hintOfMember(path: string, { arity, all, known, starts }: MemberValues): string {
  if (arity === 'none') {
    const outer = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    if ((memberValues(outer)?.arity ?? 'none') !== 'none') {
      return `${quoted(outer)} holds values and no members; operators stand in its list: \`[{ prefix: … }]\``;
    }
    return path.startsWith('Normalized')
      ? '`Normalized` has `Product`, `Type`, `Control`, `Vulnerability` and `Severity`, and they hold values'
      : 'no value is ever found there: name a member that holds values';
  }
  if (all !== undefined && all.length > 10) return `it is a number from ${all[0]} to ${all.at(-1)}`;
  if (all !== undefined) return `it is one of ${all.map((value) => quoted(String(value))).join(', ')}`;
  if (known !== undefined) {
    return `it is one of ${known.map(quoted).join(', ')}, or \`company/product\` for any other product`;
  }
  return starts === undefined
    ? 'it holds texts: put the value into quotes'
    : `it holds ids as their registry spells them, which begin with ${starts.map(quoted).join(' or ')}`;
}
