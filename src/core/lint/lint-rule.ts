import type { Issue } from '../issue.ts';
import { patternLeaves } from '../pattern/pattern-leaves.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { lintAttack } from './lint-attack.ts';
import { lintFilter } from './lint-filter.ts';
import { lintHub } from './lint-hub.ts';
import { lintLeaf } from './lint-leaf.ts';
import { lintPairs, lintRequiredCount } from './lint-signals.ts';
import { lintTexts } from './lint-texts.ts';
import { type NearestWord, nothingNear } from './nearest-word.ts';

/**
 * What a rule that is valid hardly means or can never do; paths lead into the rule file. An error is one of the linter
 * alone: the rule still runs. `nearest` finds the word that a misspelt one stands for; without it, an unknown word is
 * only warned of.
 */
export function lintRule(rule: Rule, nearest: NearestWord = nothingNear): readonly Issue[] {
  return [
    ...lintHub(rule, nearest),
    ...lintTexts(rule),
    ...lintAttack(rule),
    ...lintRequiredCount(rule),
    ...lintPairs(rule),
    ...rule.signals.flatMap((signal) => lintSignal(signal)),
  ];
}

function lintSignal(signal: Signal): readonly Issue[] {
  const path = [MAP_OF_ROLE[signal.role], signal.name, 'match'];
  const issues = signal.match.flatMap((pattern, index) =>
    patternLeaves(pattern).flatMap((leaf) => lintLeaf(leaf, [...path, index, ...leaf.place])),
  );
  return [...issues, ...lintFilter(signal, path)];
}

const MAP_OF_ROLE = { required: 'signals', any: 'signals', unless: 'unless', optional: 'optional' } as const;
