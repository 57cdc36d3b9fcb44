import type { Issue } from '../issue.ts';
import type { Rule } from '../rule/rule.ts';
import { lintAsked } from './lint-asked.ts';
import { lintOn } from './lint-on.ts';
import { lintRequires } from './lint-requires.ts';
import type { NearestWord } from './nearest-word.ts';

/** What a rule asks of Security Hub that AWS sends otherwise, to somebody else, or never. */
export function lintHub(rule: Rule, nearest: NearestWord): readonly Issue[] {
  return [
    ...lintRequires(rule, nearest),
    ...rule.signals.flatMap((signal) => {
      const path = [MAP_OF_ROLE[signal.role], signal.name];
      return [...lintOn(rule, signal, path), ...lintAsked(rule, signal, [...path, 'match'], nearest)];
    }),
  ];
}

const MAP_OF_ROLE = { required: 'signals', any: 'signals', unless: 'unless', optional: 'optional' } as const;
