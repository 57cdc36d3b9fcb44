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
  if (matchers.some(({ matcher }) => matcher.kind === 'exists' && matcher.exists)) return undefined;
  const told = matchers.filter(canBeControl);
  const { test } = compileMatchers(told.map(({ matcher }) => matcher));
  const ids = [...told.map(({ json }) => json), ...formerIds(test)];
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

/** The former ids of controls that pass, which do not pass themselves. */
function formerIds(test: ValueTest): readonly string[] {
  const ids: string[] = [];
  for (const [former, current] of formerControlIds()) if (test(current) && !test(former)) ids.push(former);
  return ids;
}
