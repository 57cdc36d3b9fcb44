import { asffMembersOf } from '../finding/asff-members.ts';
import { type Issue, quoted } from '../issue.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { error, type Path, warning } from './lint-issue.ts';
import type { NearestWord } from './nearest-word.ts';

/** Of a short name another one is always near. */
function stepsMax(name: string): number {
  return name.length > 6 ? 2 : 1;
}

/** What is around a finding in the events of EventBridge, where patterns are often taken from. */
const AROUND_FINDINGS: ReadonlySet<string> = new Set(['detail', 'detail-type', 'source']);

/** Members of `Normalized` that a finding does not have beside it. */
const NORMALIZED: ReadonlySet<string> = new Set(['Control', 'Product', 'Type', 'Vulnerability']);

/** Members that ASFF does not have, so that nothing is ever found there. What is under `Normalized` is told elsewhere. */
export function lintUnknownMember({ leaf }: AskedLeaf, place: Path, nearest: NearestWord): readonly Issue[] {
  if (compileMatchers(leaf.matchers).isAbsenceEnough) return [];
  const issue = unknownMember(leaf.text.split('.'), place, nearest);
  return issue === undefined ? [] : [issue];
}

/** The issue for the path of a member of which some step does not exist. */
export function unknownMember(path: readonly string[], place: Path, nearest: NearestWord): Issue | undefined {
  const [first = '', second] = path;
  if (first === 'Normalized') return undefined;
  const members = asffMembersOf() ?? [];
  if (NORMALIZED.has(first)) {
    const hint = `did you mean ${quoted(`Normalized.${first}`)}?`;
    return error('lint/unknown-member', place, `a finding has no member ${quoted(first)}`, hint);
  }
  if (!members.includes(first)) return notThere('a finding', first, members, place, nearest);
  const inner = asffMembersOf(first);
  if (second === undefined || inner === undefined || inner.includes(second)) return undefined;
  return notThere(quoted(first), second, inner, place, nearest);
}

function notThere(
  what: string,
  name: string,
  members: readonly string[],
  place: Path,
  nearest: NearestWord,
): Issue {
  const message = `${what} has no member ${quoted(name)}`;
  const issue = (level: typeof error, hint: string) => level('lint/unknown-member', place, message, hint);
  if (AROUND_FINDINGS.has(name)) {
    const hint = 'a pattern is about the finding alone: write what stands in `detail.findings`, without it';
    return issue(error, hint);
  }
  const near = nearest(name, members, stepsMax(name));
  if (near !== undefined) return issue(error, `did you mean ${quoted(near)}?`);
  return issue(warning, 'check the name, unless it is newer than this version of corroborate');
}
