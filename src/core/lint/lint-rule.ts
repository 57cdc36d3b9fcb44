import type { Issue } from '../issue.ts';
import { patternLeaves } from '../pattern/pattern-leaves.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { acknowledge } from './acknowledge.ts';
import { lintAsked } from './lint-asked.ts';
import { lintFilter } from './lint-filter.ts';
import { lintLeaf } from './lint-leaf.ts';
import { lintOn } from './lint-on.ts';
import { lintRequires } from './lint-requires.ts';
import { lintPairs, lintRequiredCount } from './lint-signals.ts';
import { lintTexts } from './lint-texts.ts';
import { type NearestWord, nothingNear } from './nearest-word.ts';

/**
 * What a rule that is valid hardly means or can never do; paths lead into the rule file. An error is one of the linter
 * alone: the rule still runs. Warnings that the rule acknowledges are marked so. Without `nearest` no word is taken for
 * misspelt, and an unknown one is only a warning.
 */
export function lintRule(rule: Rule, nearest: NearestWord = nothingNear): readonly Issue[] {
  return acknowledge(rule, issuesOf(rule, nearest), nearest);
}

function issuesOf(rule: Rule, nearest: NearestWord): readonly Issue[] {
  return [
    ...lintTexts(rule),
    ...lintRequiredCount(rule),
    ...lintPairs(rule),
    ...lintRequires(rule, nearest),
    ...rule.signals.flatMap((signal) => lintSignal(rule, signal, nearest)),
  ];
}

function lintSignal(rule: Rule, signal: Signal, nearest: NearestWord): readonly Issue[] {
  const own = [MAP_OF_ROLE[signal.role], signal.name];
  const path = [...own, 'match'];
  const issues = signal.match.flatMap((pattern, index) =>
    patternLeaves(pattern).flatMap((leaf) => lintLeaf(leaf, [...path, index, ...leaf.place])),
  );
  return [
    ...issues,
    ...lintFilter(signal, path),
    ...lintOn(rule, signal, own),
    ...lintAsked(rule, signal, path, nearest),
  ];
}

const MAP_OF_ROLE = { required: 'signals', any: 'signals', unless: 'unless', optional: 'optional' } as const;
