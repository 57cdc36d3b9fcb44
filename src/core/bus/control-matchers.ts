import { currentControlId, formerControlIds } from '../finding/controls.ts';
import type { Json } from '../json.ts';
import { compileMatchers, type ValueTest } from '../pattern/compile-matchers.ts';
import type { PlainMatcher } from './plain-matchers.ts';

/**
 * Matchers of Compliance.SecurityControlId that let in every finding of Security Hub whose `Normalized.Control`
 * passes. A finding without SecurityControlId, as hubs without consolidated control findings send it, tells its
 * control in ProductFields and is let in whatever it is. Empty where no control passes; undefined where any does.
 */
export function controlIdMatchers(matchers: readonly PlainMatcher[]): readonly Json[] | undefined {
  const { test } = compileMatchers(matchers.map(({ matcher }) => matcher));
  const ids: Json[] = [];
  for (const each of matchers) {
    if (each.matcher.kind === 'exists' && each.matcher.exists) return undefined;
    if (canBeControl(each)) ids.push(each.json);
  }
  ids.push(...formerIds(test));
  return ids.length === 0 ? [] : [...ids, { exists: false }];
}

/** False for a matcher that no `Normalized.Control` passes: a text, and never an id that a control had formerly. */
function canBeControl({ matcher }: PlainMatcher): boolean {
  switch (matcher.kind) {
    case 'exact':
      return typeof matcher.value === 'string' && currentControlId(matcher.value) === matcher.value;
    case 'exists':
    case 'numeric':
      return false;
    default:
      return true;
  }
}

function formerIds(test: ValueTest): readonly string[] {
  const ids: string[] = [];
  for (const [former, current] of formerControlIds()) if (test(current) && !test(former)) ids.push(former);
  return ids;
}
