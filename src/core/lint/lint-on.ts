import { ENTITY_TYPE_OF_KIND } from '../entity/entity.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { signalPath } from '../rule/signal-path.ts';
import { error } from './lint-issue.ts';
import { canBeOn, kindsRelatedTo } from './way-to-related.ts';

/** A signal on a kind of resource that no relation ever joins to the rule's entity. */
export function lintOn({ entity }: Rule, signal: Signal): readonly Issue[] {
  const { on } = signal;
  if (on === undefined || canBeOn(entity, on)) return [];
  const message = `nothing joins ${quoted(ENTITY_TYPE_OF_KIND[on])} to ${quoted(entity)}`;
  const hint = `what can be joined to it is ${kindsRelatedTo(entity)
    .map((kind) => `\`on: ${kind}\``)
    .join(', ')}`;
  return [error('lint/never-related', signalPath(signal, 'on'), message, hint)];
}
