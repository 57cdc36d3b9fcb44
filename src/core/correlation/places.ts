import { accountEntity } from '../entity/account-entity.ts';
import { ENTITY_TYPE_OF_KIND, type Entity } from '../entity/entity.ts';
import { relationKey } from '../entity/relation-key.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import type { SignalKey } from './evidence.ts';
import type { EvidenceReader } from './evidence-reader.ts';
import { isTiedByInterface, TYING_TYPE } from './rule-index.ts';

/** An entity related to more than this many others under one name is wide: signals do not cross it (design 5). */
export const RELATED_MAX = 1000;

/** An entity that has too many relations of one type for signals to cross them. */
export interface WideEntity {
  readonly entity: Entity;
  readonly relatedType: string;
  readonly relatedCount: number;
}

/** Where each signal of a rule looks for the evidence of one entity. */
export interface Places {
  readonly keys: ReadonlyMap<string, readonly SignalKey[]>;
  /** Groups that the entity must have joined to be found from evidence filed elsewhere. */
  readonly groups: readonly string[];
  /** Related entities that the signals looked at, the rule's own entity left out. */
  readonly related: readonly Entity[];
  readonly wide: readonly WideEntity[];
}

/** Finds where each signal of `rule` looks for the evidence of `entity`. */
export async function findPlaces(rule: Rule, entity: Entity, reader: EvidenceReader): Promise<Places> {
  const keys = new Map<string, readonly SignalKey[]>();
  const related = new Map<string, Entity>();
  const wide = new Map<string, WideEntity>();
  const groups = new Set(isKnownByAnotherKey(entity) && followsRelations(rule) ? [relationKey(entity)] : []);
  for (const signal of rule.signals) {
    const places = await placesFor(rule, signal, entity, reader, wide);
    keys.set(
      signal.name,
      places.map((place) => ({ entity: place.key, rule: rule.id, signal: signal.name })),
    );
    for (const place of places) {
      if (place.key !== entity.key) related.set(place.key, place);
      if (signal.on === 'account' && place.key !== entity.key) groups.add(place.key);
    }
  }
  return { keys, groups: [...groups], related: [...related.values()], wide: [...wide.values()] };
}

/**
 * Whether what is filed on the entity itself leaves room for the rule to hold: asked before relations are followed,
 * which costs more. True for an entity that has to join a group, whatever is filed.
 */
export async function couldHold(rule: Rule, entity: Entity, reader: EvidenceReader): Promise<boolean> {
  if (hasToJoin(rule, entity)) return true;
  for (const { name, role, on, count } of rule.signals) {
    if (role !== 'required' || on !== undefined) continue;
    const key = { entity: entity.key, rule: rule.id, signal: name };
    if ((await reader.countEvidence(key)) < count) return false;
  }
  return true;
}

function hasToJoin(rule: Rule, entity: Entity): boolean {
  if (isKnownByAnotherKey(entity) && followsRelations(rule)) return true;
  return rule.entity !== ENTITY_TYPE_OF_KIND.account && rule.signals.some(({ on }) => on === 'account');
}

/** IAM roles and users have ARNs with a path, which sessions and access keys do not tell. */
export function mayHavePath({ type }: Entity): boolean {
  return type === ENTITY_TYPE_OF_KIND.role || type === ENTITY_TYPE_OF_KIND.user;
}

/** True for an IAM role or user with a path, which relations know under a key without it. */
export function isKnownByAnotherKey(entity: Entity): boolean {
  return mayHavePath(entity) && relationKey(entity) !== entity.key;
}

/** The related entities of a type; none when there are more than RELATED_MAX. */
export async function readRelated(
  entity: Entity,
  type: string,
  reader: EvidenceReader,
): Promise<readonly Entity[]> {
  const related = await reader.readRelated(relationKey(entity), type, { limit: RELATED_MAX + 1 });
  return related.length > RELATED_MAX ? [] : related;
}

function followsRelations(rule: Rule): boolean {
  return rule.signals.some(({ on }) => on !== undefined && on !== 'account');
}

async function placesFor(
  rule: Rule,
  signal: Signal,
  entity: Entity,
  reader: EvidenceReader,
  wide: Map<string, WideEntity>,
): Promise<readonly Entity[]> {
  if (signal.on === undefined) return [entity];
  if (signal.on !== 'account') return crossTo(ENTITY_TYPE_OF_KIND[signal.on], entity, reader, wide);
  return rule.entity === ENTITY_TYPE_OF_KIND.account ? [entity] : accountsOwning(entity, reader);
}

/** The owner that the key tells, else those that findings state for a key without an account. */
async function accountsOwning(entity: Entity, reader: EvidenceReader): Promise<readonly Entity[]> {
  if (entity.account !== undefined) return [accountEntity(entity.account)];
  return reader.readRelated(relationKey(entity), ENTITY_TYPE_OF_KIND.account, { limit: RELATED_MAX });
}

async function crossTo(
  type: string,
  entity: Entity,
  reader: EvidenceReader,
  wide: Map<string, WideEntity>,
): Promise<readonly Entity[]> {
  const reached = new Map((await crossOnce(type, entity, reader, wide)).map((end) => [end.key, end]));
  if (isTiedByInterface(entity.type, type) && !(await isWide(entity, type, reader, wide))) {
    for (const tie of await crossOnce(TYING_TYPE, entity, reader, wide)) {
      for (const end of await crossOnce(type, tie, reader, wide)) {
        if (!(await isWide(end, entity.type, reader, wide))) reached.set(end.key, end);
      }
    }
  }
  return [...reached.values()];
}

async function crossOnce(
  type: string,
  entity: Entity,
  reader: EvidenceReader,
  wide: Map<string, WideEntity>,
): Promise<readonly Entity[]> {
  if (await isWide(entity, type, reader, wide)) return [];
  const reached: Entity[] = [];
  for (const end of await readRelated(entity, type, reader)) {
    if (!(await isWide(end, entity.type, reader, wide))) reached.push(end);
  }
  return reached;
}

async function isWide(
  entity: Entity,
  type: string,
  reader: EvidenceReader,
  wide: Map<string, WideEntity>,
): Promise<boolean> {
  const relatedCount = await reader.countRelated(relationKey(entity), type);
  if (relatedCount <= RELATED_MAX) return false;
  wide.set(`${entity.key}\n${type}`, { entity, relatedType: type, relatedCount });
  return true;
}
