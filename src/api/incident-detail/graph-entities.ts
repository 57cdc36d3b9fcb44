import { accountEntity } from '../../core/entity/account-entity.ts';
import { ENTITY_TYPE_OF_KIND, type Entity } from '../../core/entity/entity.ts';
import { RELATED_TYPES } from '../../core/entity/related-types.ts';
import { relationKey } from '../../core/entity/relation-key.ts';
import type { Store } from '../../store.ts';

/** Two entities that are related, by their keys. */
export type RelatedPair = readonly [one: string, other: string];

/** The entities that are drawn, the incident's own first, how they are related, and how many are left out. */
export interface GraphEntities {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly pairs: readonly RelatedPair[];
  readonly omitted: number;
}

/** At most this many resources are drawn. */
const ENTITIES_MAX = 50;

/**
 * The entity of an incident, those on which evidence sits, and, as far as there is room, what else relations tie to the
 * first; network interfaces before others, for they tie security groups to instances.
 */
export async function graphEntities(
  subject: Entity,
  withEvidence: Iterable<Entity>,
  store: Store,
): Promise<GraphEntities> {
  const entities = new Map([[subject.key, subject]]);
  const pairs: RelatedPair[] = [];
  let omitted = 0;
  const draw = (entity: Entity): boolean => {
    if (entities.has(entity.key)) return true;
    if (entities.size >= ENTITIES_MAX) return false;
    entities.set(entity.key, entity);
    return true;
  };
  for (const entity of withEvidence) if (!draw(entity)) omitted += 1;
  for (const type of typesRelatedTo(subject.type)) {
    const count = await store.countRelated(relationKey(subject), type);
    if (count === 0) continue;
    const related = await store.readRelated(relationKey(subject), type, { limit: ENTITIES_MAX });
    // Those with evidence are drawn already, wherever they stand among the others.
    const known = [...entities.values()].filter((entity) => entity.type === type);
    const drawn = await relatedAmong(subject, known, related, store);
    for (const entity of related) if (draw(entity)) drawn.add(entity.key);
    pairs.push(...[...drawn].map((key) => [subject.key, key] as const));
    omitted += count - drawn.size;
  }
  pairs.push(...(await pairsOverInterfaces(subject, entities, store)), ...ownerPairs(subject, entities));
  return { entities, pairs, omitted };
}

const INTERFACE: string = ENTITY_TYPE_OF_KIND.networkInterface;

function typesRelatedTo(type: string): readonly string[] {
  const found = RELATED_TYPES.flatMap(({ types: [one, other] }) =>
    one === type ? [other] : other === type ? [one] : [],
  );
  return found.sort((a, b) => Number(b === INTERFACE) - Number(a === INTERFACE));
}

/** The keys of those entities of one type that are related to the subject, asked from their side where need be. */
async function relatedAmong(
  subject: Entity,
  known: readonly Entity[],
  related: readonly Entity[],
  store: Store,
): Promise<Set<string>> {
  const keys = new Set(related.map(({ key }) => key));
  const found = new Set<string>();
  for (const { key } of known) {
    if (keys.has(key) || (related.length === ENTITIES_MAX && (await isRelated(key, subject, store)))) {
      found.add(key);
    }
  }
  return found;
}

async function isRelated(key: string, subject: Entity, store: Store): Promise<boolean> {
  const related = await store.readRelated(key, subject.type, { limit: RELATED_ASKED });
  return related.some((entity) => entity.key === relationKey(subject));
}

/** What is related to more than this is wide, and evidence on it does not count. */
const RELATED_ASKED = 1000;

/** What the interfaces that are drawn tie to what else is drawn. */
async function pairsOverInterfaces(
  subject: Entity,
  entities: ReadonlyMap<string, Entity>,
  store: Store,
): Promise<readonly RelatedPair[]> {
  const pairs: RelatedPair[] = [];
  for (const { type, key } of entities.values()) {
    if (type !== INTERFACE || key === subject.key) continue;
    for (const other of typesRelatedTo(INTERFACE)) {
      const related = await store.readRelated(key, other, { limit: ENTITIES_MAX });
      for (const end of related) {
        if (end.key !== subject.key && entities.has(end.key)) pairs.push([key, end.key]);
      }
    }
  }
  return pairs;
}

/** The key of a resource tells its account, without anybody who states it. */
function ownerPairs(subject: Entity, entities: ReadonlyMap<string, Entity>): readonly RelatedPair[] {
  if (subject.account === undefined) return [];
  const owner = accountEntity(subject.account).key;
  return owner !== subject.key && entities.has(owner) ? [[subject.key, owner]] : [];
}
