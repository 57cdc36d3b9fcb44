import { PATTERN_CHARACTERS_MAX } from '../bus/event-pattern.ts';
import type { Issue } from '../issue.ts';
import { warning } from './lint-issue.ts';

/** Warns of a rule whose filter takes several EventBridge patterns; how many is the caller's to count. */
export function lintFilterSize(patterns: number): readonly Issue[] {
  if (patterns <= 1) return [];
  const message = `what the rule lets into the account needs ${patterns} EventBridge patterns of ${PATTERN_CHARACTERS_MAX} characters each`;
  const hint =
    'name fewer products, controls and accounts, or say several of them by one `prefix`; a bus takes 300 patterns in all';
  return [warning('lint/large-filter', ['signals'], message, hint)];
}
