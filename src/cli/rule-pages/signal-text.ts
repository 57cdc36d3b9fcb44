import { evidenceKindOfProduct } from '../../core/finding/evidence-kind.ts';
import type { EvidenceKind } from '../../core/finding/finding.ts';
import { patternLeaves } from '../../core/pattern/pattern-leaves.ts';
import type { Rule, Signal } from '../../core/rule/rule.ts';
import { toCounted } from '../progress.ts';

/** How many distinct pieces a signal takes: `2 findings`, `3 different values of …`. `name` shows the path. */
export function toCountText({ count, distinct }: Signal, name: (path: string) => string): string {
  if (distinct === undefined) return toCounted(count, 'finding');
  const path = name(distinct.join('.'));
  return count === 1 ? `a value of ${path}` : `${count} different values of ${path}`;
}

/** The kind of evidence that a signal takes: as the rule says, else as its products tell; undefined where neither does. */
export function evidenceKindOfSignal({ kind, match }: Signal): EvidenceKind | undefined {
  if (kind !== undefined) return kind;
  const kinds = new Set(match.flatMap((pattern) => productsOf(pattern).map(evidenceKindOfProduct)));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

/** The products that a pattern names in full, for all of its findings. */
function productsOf(pattern: Signal['match'][number]): readonly string[] {
  const leaf = patternLeaves(pattern).find(({ text, isInsideOr }) => text === PRODUCT_PATH && !isInsideOr);
  const names = leaf?.matchers.map((matcher) => (matcher.kind === 'exact' ? String(matcher.value) : ''));
  return names === undefined || names.length === 0 ? [''] : names;
}

const PRODUCT_PATH = 'Normalized.Product';

/** What a signal does in its rule. */
export function toRoleText({ role, severity }: Signal, { any }: Rule): string {
  switch (role) {
    case 'required':
      return 'required';
    case 'any':
      return `at least ${any?.atLeast ?? 0} of these ${any?.of.length ?? 0}`;
    case 'unless':
      return 'keeps the rule from holding';
    case 'optional':
      return severity === undefined ? 'shown' : `shown, and raises the severity to ${severity}`;
  }
}
