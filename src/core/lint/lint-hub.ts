import type { Issue } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { lintAsked } from './lint-asked.ts';
import { lintEntity } from './lint-entity.ts';
import type { Path } from './lint-issue.ts';
import { lintOn } from './lint-on.ts';
import { lintRequires } from './lint-requires.ts';
import { unknownMember } from './lint-unknown-member.ts';
import type { NearestWord } from './nearest-word.ts';

/** What a rule asks of Security Hub that AWS sends otherwise, to somebody else, or never. */
export function lintHub(rule: Rule, nearest: NearestWord): readonly Issue[] {
  return [
    ...lintEntity(rule, nearest),
    ...lintRequires(rule, nearest),
    ...rule.signals.flatMap((signal) => {
      const path = [MAP_OF_ROLE[signal.role], signal.name];
      return [
        ...lintOn(rule, signal, path),
        ...lintAsked(rule, signal, [...path, 'match'], nearest),
        ...lintDistinct(signal, path, nearest),
      ];
    }),
  ];
}

function lintDistinct({ distinct }: Signal, path: Path, nearest: NearestWord): readonly Issue[] {
  const issue = distinct && unknownMember(distinct, [...path, 'distinct'], nearest);
  return issue === undefined ? [] : [issue];
}

const MAP_OF_ROLE = { required: 'signals', any: 'signals', unless: 'unless', optional: 'optional' } as const;
