import type { Issue } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { signalPath } from '../rule/signal-path.ts';
import { lintAsked } from './lint-asked.ts';
import { lintEntity } from './lint-entity.ts';
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
      const asked = lintAsked(rule, signal, signalPath(signal, 'match'), nearest);
      return [...lintOn(rule, signal), ...asked, ...lintDistinct(signal, nearest)];
    }),
  ];
}

function lintDistinct(signal: Signal, nearest: NearestWord): readonly Issue[] {
  const { distinct } = signal;
  const issue = distinct && unknownMember(distinct, signalPath(signal, 'distinct'), nearest);
  return issue === undefined ? [] : [issue];
}
