import type { Issue } from '../issue.ts';
import { patternLeaves } from '../pattern/pattern-leaves.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { lintContradiction } from './lint-contradiction.ts';
import { lintControls } from './lint-controls.ts';
import { lintCorrelation } from './lint-correlation.ts';
import { lintFilter } from './lint-filter.ts';
import { lintLeaf } from './lint-leaf.ts';
import { lintNeverMet } from './lint-never-met.ts';
import { lintOrder } from './lint-order.ts';
import { lintRepeats } from './lint-repeats.ts';
import { lintPairs, lintRequiredCount } from './lint-signals.ts';
import { lintState } from './lint-state.ts';
import { lintTexts } from './lint-texts.ts';
import { lintUnless } from './lint-unless.ts';
import { signalPath } from './signal-path.ts';

/**
 * What a rule that is valid hardly means or can never do; paths lead into the rule file. An error is one of the linter
 * alone: the rule still runs.
 */
export function lintRule(rule: Rule): readonly Issue[] {
  return [
    ...lintTexts(rule),
    ...lintRequiredCount(rule),
    ...lintPairs(rule),
    ...lintNeverMet(rule),
    ...lintUnless(rule),
    ...lintOrder(rule),
    ...lintCorrelation(rule),
    ...lintRepeats(rule),
    ...lintState(rule),
    ...rule.signals.flatMap((signal) => lintSignal(signal)),
  ];
}

function lintSignal(signal: Signal): readonly Issue[] {
  const path = signalPath(signal, 'match');
  const issues = signal.match.flatMap((pattern, index) => [
    ...patternLeaves(pattern).flatMap((leaf) => lintLeaf(leaf, [...path, index, ...leaf.path])),
    ...lintContradiction(pattern, [...path, index]),
  ]);
  return [...issues, ...lintFilter(signal, path), ...lintControls(signal)];
}
