import { WITHDRAWN_VALUES } from '../finding/withdrawal.ts';
import { type Issue, quoted } from '../issue.ts';
import type { PatternLeaf } from '../pattern/pattern-leaves.ts';
import { error, type Path, warning } from './lint-issue.ts';

/** Problems of one member that a pattern asks for. */
export function lintLeaf(leaf: PatternLeaf, path: Path): readonly Issue[] {
  const issues: Issue[] = [];
  const name = quoted(leaf.path.join('.'));
  if (leaf.path[0] === 'Resources') {
    const hint = NAMES_RESOURCE.has(leaf.path[1] ?? '')
      ? 'the engine finds the resource by `entity` and `on`, whatever its place and spelling'
      : 'any resource of the finding may pass, also one that is not the entity; if that will do, say so in `acknowledged`';
    issues.push(warning('lint/resources', path, `the pattern looks at ${name}`, hint));
  }
  if (leaf.isOverriding) {
    const hint = 'give each path once; only its last place counts';
    const message = `the path ${name} is given twice, outside and inside \`$or\``;
    issues.push(error('lint/path-twice', path, message, hint));
  }
  if (demandsWithdrawn(leaf)) {
    const hint = 'a withdrawn finding is never evidence; ask for the open state, or leave the member away';
    issues.push(warning('lint/withdrawn', path, `${name} demands a withdrawn state`, hint));
  }
  return issues;
}

/** What tells which resource it is, in place of what it is like. */
const NAMES_RESOURCE: ReadonlySet<string> = new Set(['', 'Id', 'Partition', 'Region', 'Type']);

function demandsWithdrawn({ path, matchers }: PatternLeaf): boolean {
  const withdrawn = WITHDRAWN_VALUES.get(path.join('.')) ?? [];
  return matchers.every(
    (matcher) => matcher.kind === 'exact' && withdrawn.some((value) => value === matcher.value),
  );
}
