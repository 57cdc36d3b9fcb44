import { CONTROLS } from '../src/core/finding/control-table.ts';
import { DOCUMENTED_GUARDDUTY_TYPES } from '../src/core/finding/guardduty-types.ts';

/** A list to draw from, never empty. */
export type Choice<T> = readonly [T, ...T[]];

const TYPE_OF_WORD: Readonly<Record<string, string>> = {
  EC2: 'AwsEc2Instance',
  Runtime: 'AwsEc2Instance',
  IAMUser: 'AwsIamAccessKey',
  S3: 'AwsS3Bucket',
  RDS: 'AwsRdsDbInstance',
  Lambda: 'AwsLambdaFunction',
  Kubernetes: 'AwsEksCluster',
};

/** Entity types that both GuardDuty and the controls speak of. */
export const THREATENED_TYPES: Choice<string> = [
  'AwsEc2Instance',
  'AwsS3Bucket',
  'AwsRdsDbInstance',
  'AwsLambdaFunction',
  'AwsEksCluster',
];

/** Entity types with enough controls for rules that join them: an `Other` is no entity that a rule could name. */
export const CONTROLLED_TYPES: Choice<string> = toChoice(
  [...countByType()].filter(([type, count]) => type !== 'Other' && count >= 3).map(([type]) => type),
  'controls',
);

/** The GuardDuty types about entities of a type, by the word behind the colon; throws when there are none. */
export function threatsOn(entityType: string): Choice<string> {
  const natives = DOCUMENTED_GUARDDUTY_TYPES.map(([native]) => native);
  return toChoice(
    natives.filter((native) => TYPE_OF_WORD[wordOf(native)] === entityType),
    entityType,
  );
}

/** The controls about entities of a type; throws when there are none. */
export function controlsOf(entityType: string): Choice<string> {
  const found = CONTROLS.filter(({ resourceType }) => resourceType === entityType);
  return toChoice(
    found.map(({ id }) => id),
    entityType,
  );
}

function countByType(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { resourceType = 'Other' } of CONTROLS) {
    counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
  }
  return counts;
}

function wordOf(native: string): string {
  return native.slice(native.indexOf(':') + 1, native.indexOf('/'));
}

function toChoice(list: readonly string[], about: string): Choice<string> {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error(`nothing is known about ${about}`);
  return [first, ...rest];
}
