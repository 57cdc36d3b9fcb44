import { ENTITY_TYPE_OF_KIND, type EntityKind } from '../entity/entity.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { error, type Path } from './lint-issue.ts';
import { canBeOn } from './way-to-related.ts';

/** A signal on a kind of resource that no relation ever joins to the rule's entity; `path` leads to the signal. */
export function lintOn({ entity }: Rule, { on }: Signal, path: Path): readonly Issue[] {
  if (on === undefined || canBeOn(entity, on)) return [];
  const message = `nothing joins ${quoted(ENTITY_TYPE_OF_KIND[on])} to ${quoted(entity)}`;
  const kinds = (Object.keys(ENTITY_TYPE_OF_KIND) as EntityKind[]).filter((kind) => canBeOn(entity, kind));
  const hint = `what can be joined to it is ${kinds.map((kind) => `\`on: ${kind}\``).join(', ')}`;
  return [error('lint/never-related', [...path, 'on'], message, hint)];
}
