import { ENTITY_TYPE_OF_KIND, type EntityKind } from '../entity/entity.ts';
import { canBeRelated } from '../entity/related-types.ts';
import { quoted } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';

const KINDS = Object.keys(ENTITY_TYPE_OF_KIND) as readonly EntityKind[];

/** The type of the entity that findings of a signal must name; undefined where any resource of an account will do. */
export function typeNeeded(rule: Rule, { on }: Signal): string | undefined {
  if (on === undefined) return rule.entity;
  return on === 'account' && rule.entity === ENTITY_TYPE_OF_KIND.account
    ? undefined
    : ENTITY_TYPE_OF_KIND[on];
}

/** Whether some relation can join an entity of a type to one of a kind; any resource has an account. */
export function canBeOn(entity: string, kind: EntityKind): boolean {
  const type = ENTITY_TYPE_OF_KIND[kind];
  return kind === 'account' || (type !== entity && canBeRelated(entity, new Set([entity, type])));
}

/** How a signal whose findings name resources of these types can join the entity of its rule, in words. */
export function wayToRelated(rule: Rule, signal: Signal, types: readonly string[]): string {
  if (signal.on !== undefined && types.includes(rule.entity)) return 'leave `on` away';
  if (rule.entity === ENTITY_TYPE_OF_KIND.account) return 'add `on: account`, which takes all that it owns';
  const kind = KINDS.find((each) => types.includes(ENTITY_TYPE_OF_KIND[each]) && canBeOn(rule.entity, each));
  const verb = signal.on === undefined ? 'add' : 'make it';
  if (kind !== undefined) return `${verb} \`on: ${kind}\`, which joins them where they are related`;
  return `take it out: nothing joins ${types.map(quoted).join(' or ')} to ${quoted(rule.entity)}`;
}
