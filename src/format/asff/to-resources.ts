import type { Entity } from '../../core/entity/entity.ts';
import { partitionOfRegion } from '../../core/entity/entity-of.ts';
import { ASFF_RESOURCE_TYPES } from '../../core/finding/asff-resource-types.ts';
import type { JsonObject } from '../../core/json.ts';
import { toAsffText } from './asff-text.ts';
import { ASFF_LIMITS, OTHER_DETAILS_LIMITS, RESOURCE_ID_MAX } from './limits.ts';

/**
 * ASFF Resources for the first `max` distinct entities, in their order: Id is the entity's key, Type its own where
 * AWS provides that type and else `Other` (with the type in Details.Other). The partition is the ARN's, else the
 * Region's, else the publisher's.
 */
export function toResources(
  entities: readonly Entity[],
  partition: string,
  max: number,
): readonly JsonObject[] {
  const distinct = new Map<string, JsonObject>();
  for (const entity of entities) {
    if (distinct.size >= max) break;
    if (!distinct.has(entity.key)) distinct.set(entity.key, toResource(entity, partition));
  }
  return [...distinct.values()];
}

/** The partitions that ASFF `Resource.Partition` can name. */
export const PARTITIONS: ReadonlySet<string> = new Set(['aws', 'aws-cn', 'aws-us-gov']);

function toResource(entity: Entity, publisherPartition: string): JsonObject {
  const isProvidedType = ASFF_RESOURCE_TYPES.has(entity.type);
  const partition = partitionOf(entity) ?? publisherPartition;
  return {
    Type: isProvidedType ? entity.type : 'Other',
    Id: toAsffText(entity.key, RESOURCE_ID_MAX),
    ...(PARTITIONS.has(partition) && { Partition: partition }),
    ...(entity.region?.trim() && { Region: toAsffText(entity.region, ASFF_LIMITS.region) }),
    ...(!isProvidedType && {
      Details: { Other: { EntityType: toAsffText(entity.type, OTHER_DETAILS_LIMITS.value) } },
    }),
  };
}

function partitionOf(entity: Entity): string | undefined {
  const [arn, partition] = entity.key.split(':', 2);
  if (arn === 'arn' && partition) return partition;
  return entity.region === undefined ? undefined : partitionOfRegion(entity.region);
}
