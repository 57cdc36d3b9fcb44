/**
 * The resource that findings are about, under one canonical key (design, section 5). `key` is the ARN where one
 * exists, otherwise `type:account:region:id`; `account` and `region` are those that the key itself tells.
 */
export interface Entity {
  readonly type: string;
  readonly key: string;
  readonly account?: string;
  readonly region?: string;
}

/** The names that `on` may use for an entity type (design, section 3), with the ASFF type each stands for. */
export const ENTITY_TYPE_OF_KIND = {
  instance: 'AwsEc2Instance',
  securityGroup: 'AwsEc2SecurityGroup',
  networkInterface: 'AwsEc2NetworkInterface',
  bucket: 'AwsS3Bucket',
  object: 'AwsS3Object',
  user: 'AwsIamUser',
  role: 'AwsIamRole',
  accessKey: 'AwsIamAccessKey',
  session: 'AwsStsAssumedRoleSession',
  image: 'AwsEcrContainerImage',
  repository: 'AwsEcrRepository',
  container: 'Container',
  account: 'AwsAccount',
} as const;

/** A name that `on` may use. */
export type EntityKind = keyof typeof ENTITY_TYPE_OF_KIND;

/** A link between two entities, as one source states it; its ends have different types and no order. */
export interface Relation {
  readonly ends: readonly [Entity, Entity];
}
