import type { Entity, Relation } from './entity.ts';

/** Two entity types between which a relation makes sense. */
export interface RelatedTypes {
  readonly types: readonly [string, string];
  /** Whether two resources of one finding are tied for being named together. */
  readonly isToldByCompany: boolean;
}

/** Every pair of entity types that relations join; anything else that a source states is dropped. */
export const RELATED_TYPES: readonly RelatedTypes[] = [
  { types: ['AwsEc2Instance', 'AwsEc2SecurityGroup'], isToldByCompany: true },
  { types: ['AwsEc2Instance', 'AwsEc2NetworkInterface'], isToldByCompany: true },
  { types: ['AwsEc2NetworkInterface', 'AwsEc2SecurityGroup'], isToldByCompany: true },
  { types: ['AwsS3Object', 'AwsS3Bucket'], isToldByCompany: true },
  { types: ['AwsIamAccessKey', 'AwsIamUser'], isToldByCompany: true },
  { types: ['AwsIamAccessKey', 'AwsIamRole'], isToldByCompany: true },
  { types: ['AwsStsAssumedRoleSession', 'AwsIamRole'], isToldByCompany: true },
  // Only details tell the owner: the account beside a bucket or a key may be the one that read it.
  { types: ['AwsS3Bucket', 'AwsAccount'], isToldByCompany: false },
  { types: ['AwsIamAccessKey', 'AwsAccount'], isToldByCompany: false },
  // An image's ARN names its repository, and a container's details its image, or nobody does.
  { types: ['AwsEcrContainerImage', 'AwsEcrRepository'], isToldByCompany: false },
  { types: ['Container', 'AwsEcrContainerImage'], isToldByCompany: false },
];

/** Types whose entities may tell by themselves, by name or by details, what they are related to. */
const TELLING_TYPES: ReadonlySet<string> = new Set([
  'AwsEc2Instance',
  'AwsEc2NetworkInterface',
  'AwsS3Object',
  'AwsS3Bucket',
  'AwsIamAccessKey',
  'AwsStsAssumedRoleSession',
  'AwsEcrContainerImage',
  'Container',
]);

/** True for a type whose entities may tell, by name or details, what they are related to. */
export function canTellOfOthers(type: string): boolean {
  return TELLING_TYPES.has(type);
}

/** Whether a relation of an entity of this type can have ends that both have one of `types`. */
export function canBeRelated(type: string, types: ReadonlySet<string>): boolean {
  if (!types.has(type)) return false;
  return RELATED_TYPES.some(
    ({ types: [one, other] }) => (one === type && types.has(other)) || (other === type && types.has(one)),
  );
}

/** Relations being gathered, distinct by the keys of their ends. */
export type RelationsByEnds = Map<string, Relation>;

/** Adds the relation between two entities when both are known and their types are among RELATED_TYPES. */
export function tie(relations: RelationsByEnds, one: Entity | undefined, other: Entity | undefined): void {
  if (one === undefined || other === undefined) return;
  for (const { types } of RELATED_TYPES) {
    if (one.type === types[0] && other.type === types[1]) addRelation(relations, one, other);
    else if (one.type === types[1] && other.type === types[0]) addRelation(relations, other, one);
  }
}

function addRelation(relations: RelationsByEnds, first: Entity, second: Entity): void {
  relations.set(`${first.key}\n${second.key}`, { ends: [first, second] });
}
