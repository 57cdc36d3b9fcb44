import {
  DOCUMENTED_GUARDDUTY_TYPES,
  OBSERVED_GUARDDUTY_TYPES,
  RETIRED_GUARDDUTY_TYPES,
} from './guardduty-types.ts';
import { PRODUCT } from './product-of.ts';

/**
 * ASFF types of the resources in findings whose native type names this resource: `Backdoor:EC2/…` is about an
 * instance. GuardDuty's guide says the resource type of each page of finding types (guardduty_finding-types-ec2, -iam
 * and -s3); findings kept as samples show that those about a key or a bucket name the instance with the credentials
 * too. Of the others, such as Kubernetes and Lambda, no finding in ASFF is to be had, and nothing is said.
 */
const TYPES_OF_GUARDDUTY_RESOURCE: ReadonlyMap<string, readonly string[]> = new Map([
  ['EC2', ['AwsEc2Instance']],
  ['IAMUser', ['AwsIamAccessKey', 'AwsEc2Instance']],
  ['S3', ['AwsS3Bucket', 'AwsS3Object', 'AwsIamAccessKey', 'AwsEc2Instance']],
]);

/** Purposes under which other resources come along: files found on volumes, images and in backups, and sequences. */
const OTHER_PURPOSES: ReadonlySet<string> = new Set(['AttackSequence', 'Execution', 'Object']);

const GUARDDUTY_TYPES: ReadonlySet<string> = new Set([
  ...[...DOCUMENTED_GUARDDUTY_TYPES, ...OBSERVED_GUARDDUTY_TYPES].map(([native]) => native),
  ...RETIRED_GUARDDUTY_TYPES,
]);

/**
 * What Inspector scans: instances, container images and functions (Inspector user guide, page findings-types), and the
 * repositories and images around them.
 */
const INSPECTOR_RESOURCES: readonly string[] = [
  'AwsEc2Instance',
  'AwsEc2Image',
  'AwsEcrContainerImage',
  'AwsEcrRepository',
  'AwsLambdaFunction',
];

/** Macie user guide, page securityhub-integration: the bucket, and for sensitive data the object too. */
const MACIE_RESOURCES: readonly string[] = ['AwsS3Bucket', 'AwsS3Object'];

/**
 * The ASFF types of all resources that findings of a product name, of one type where it is given in the words of
 * `Normalized.Type`; undefined where that is not known.
 */
export function resourceTypesOf(product: string, type?: string): readonly string[] | undefined {
  switch (product) {
    case PRODUCT.guardDuty:
      return type === undefined ? undefined : guardDutyResources(type);
    case PRODUCT.inspector:
      return INSPECTOR_RESOURCES;
    case PRODUCT.macie:
      return type?.startsWith('Policy:') ? ['AwsS3Bucket'] : MACIE_RESOURCES;
    case PRODUCT.accessAnalyzer:
      return type?.includes('/Unused ') ? ['AwsIamRole', 'AwsIamUser'] : undefined;
    default:
      return undefined;
  }
}

function guardDutyResources(type: string): readonly string[] | undefined {
  if (!GUARDDUTY_TYPES.has(type)) return undefined;
  const [purpose = '', rest = ''] = type.split(':');
  return OTHER_PURPOSES.has(purpose)
    ? undefined
    : TYPES_OF_GUARDDUTY_RESOURCE.get(rest.split('/', 1)[0] ?? '');
}
