import type { Issue } from '../issue.ts';
import { patternLeaves } from '../pattern/pattern-leaves.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { signalPath } from '../rule/signal-path.ts';
import { lintAttack } from './lint-attack.ts';
import { lintContradiction } from './lint-contradiction.ts';
import { lintControls } from './lint-controls.ts';
import { lintCorrelation } from './lint-correlation.ts';
import { lintFilter } from './lint-filter.ts';
import { lintHub } from './lint-hub.ts';
import { lintLeaf } from './lint-leaf.ts';
import { lintNeverMet } from './lint-never-met.ts';
import { lintOrder } from './lint-order.ts';
import { lintRepeats } from './lint-repeats.ts';
import { lintPairs, lintRequiredCount } from './lint-signals.ts';
import { lintState } from './lint-state.ts';
import { lintTexts } from './lint-texts.ts';
import { lintUnless } from './lint-unless.ts';
import { type NearestWord, nothingNear } from './nearest-word.ts';
import { withoutEchoes } from './without-echoes.ts';

/**
 * What a rule that is valid hardly means or can never do; paths lead into the rule file. An error is one of the linter
 * alone: the rule still runs. `nearest` finds the word that a misspelt one stands for; without it, an unknown word is
 * only warned of.
 */
export function lintRule(rule: Rule, nearest: NearestWord = nothingNear): readonly Issue[] {
  return withoutEchoes([
    ...lintHub(rule, nearest),
    ...lintTexts(rule),
    ...lintAttack(rule),
    ...lintRequiredCount(rule),
    ...lintPairs(rule),
    ...lintNeverMet(rule),
    ...lintUnless(rule),
    ...lintOrder(rule),
    ...lintCorrelation(rule),
    ...lintRepeats(rule),
    ...lintState(rule),
    ...rule.signals.flatMap((signal) => lintSignal(signal)),
  ]);
}

function lintSignal(signal: Signal): readonly Issue[] {
  const path = signalPath(signal, 'match');
  const issues = signal.match.flatMap((pattern, index) => [
    ...patternLeaves(pattern).flatMap((leaf) => lintLeaf(leaf, [...path, index, ...leaf.place])),
    ...lintContradiction(pattern, [...path, index]),
  ]);
  return [...issues, ...lintFilter(signal, path), ...lintControls(signal)];
}
