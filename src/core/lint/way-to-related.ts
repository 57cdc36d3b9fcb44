import { ENTITY_TYPE_OF_KIND, type EntityKind } from '../entity/entity.ts';
import { canBeRelated } from '../entity/related-types.ts';
import { quoted } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';

const KINDS = Object.keys(ENTITY_TYPE_OF_KIND) as readonly EntityKind[];

/** Whether some relation can join an entity of a type to one of a kind; any resource has an account. */
export function canBeOn(entity: string, kind: EntityKind): boolean {
  const type = ENTITY_TYPE_OF_KIND[kind];
  return kind === 'account' || (type !== entity && canBeRelated(entity, new Set([entity, type])));
}

/** The kinds that `on` can name in a rule about entities of a type. */
export function kindsRelatedTo(entity: string): readonly EntityKind[] {
  return KINDS.filter((kind) => canBeOn(entity, kind));
}

/** How a signal whose findings name resources of these types can join the entity of its rule, in words. */
export function wayToRelated(rule: Rule, signal: Signal, types: readonly string[]): string {
  if (signal.on !== undefined && types.includes(rule.entity)) return 'leave `on` away';
  if (rule.entity === ENTITY_TYPE_OF_KIND.account) return 'add `on: account`, which takes all that it owns';
  const kind = kindsRelatedTo(rule.entity).find((each) => types.includes(ENTITY_TYPE_OF_KIND[each]));
  const verb = signal.on === undefined ? 'add' : 'make it';
  if (kind !== undefined) return `${verb} \`on: ${kind}\`, which joins them where they are related`;
  return `take it out: nothing joins ${types.map(quoted).join(' or ')} to ${quoted(rule.entity)}`;
}
