import type { FindingKey } from '../finding/finding.ts';
import { arrayAt, type Json, memberOf } from '../json.ts';
import type { Entity, Relation } from './entity.ts';
import type { Scope } from './entity-named.ts';
import { type RelationsByEnds, tie } from './related-types.ts';
import { toldEntity } from './told-entity.ts';

/** Names that stand where a finding has its ProductArn, for inputs that carry relations only. */
export type ContextProduct = 'guardduty-event' | 'config-item' | 'network-interfaces';

/** What one version of a raw event or of a Config item says: relations, and nothing else. */
export interface Context {
  readonly source: FindingKey & { readonly productArn: ContextProduct };
  /** Text of fixed width; of two versions of a source, the one whose order is greater in string order is newer. */
  readonly order: string;
  readonly relations: readonly Relation[];
  /** Types of entities that versions of this source can state relations of. */
  readonly about: readonly string[];
}

/**
 * Reads a member in either casing of AWS JSON: as it is written here (`instanceId`, events and snapshots) or
 * with a capital first letter (`InstanceId`, API results).
 */
export function eitherCase(value: Json | undefined, name: string): Json | undefined {
  return memberOf(value, name) ?? memberOf(value, name.charAt(0).toUpperCase() + name.slice(1));
}

/** Like `eitherCase`, for an array; empty where there is none. */
export function arrayInEitherCase(value: Json | undefined, name: string): readonly Json[] {
  const lower = arrayAt(value, name);
  return lower.length > 0 ? lower : arrayAt(value, name.charAt(0).toUpperCase() + name.slice(1));
}

/** Adds the relations between one network interface, its security groups and the instance it is attached to. */
export function tieInterface(
  relations: RelationsByEnds,
  ends: { readonly instance: Entity | undefined; readonly networkInterface: Entity | undefined },
  groups: readonly Json[],
  scope: Scope,
): void {
  tie(relations, ends.instance, ends.networkInterface);
  for (const group of groups) {
    const securityGroup = toldEntity('AwsEc2SecurityGroup', eitherCase(group, 'groupId'), scope);
    tie(relations, ends.networkInterface, securityGroup);
    tie(relations, ends.instance, securityGroup);
  }
}
