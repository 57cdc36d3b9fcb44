import type { Arn } from './parse-arn.ts';

/** How AWS writes the ARN of one type of resource: which parts it fills, and what stands before the name. */
export interface ArnForm {
  /** ASFF resource type. */
  readonly type: string;
  readonly service: string;
  /** Resource part up to the name, with its separator (`instance/`, `function:`); may be empty. */
  readonly prefix: string;
  readonly hasRegion: boolean;
  readonly hasAccount: boolean;
}

/** Which of region and account an ARN form fills. */
type Parts = 'both' | 'account' | 'region' | 'neither';

/**
 * EC2 resources, whose ids tell their type: ASFF type, resource prefix, id prefix.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
const EC2_FORMS: readonly (readonly [string, string, string, Parts?])[] = [
  ['AwsEc2Instance', 'instance/', 'i'],
  ['AwsEc2SecurityGroup', 'security-group/', 'sg'],
  ['AwsEc2NetworkInterface', 'network-interface/', 'eni'],
  ['AwsEc2Volume', 'volume/', 'vol'],
  ['AwsEc2Vpc', 'vpc/', 'vpc'],
  ['AwsEc2Subnet', 'subnet/', 'subnet'],
  ['AwsEc2Image', 'image/', 'ami', 'region'],
  ['AwsEc2Snapshot', 'snapshot/', 'snap', 'region'],
  ['AwsEc2NetworkAcl', 'network-acl/', 'acl'],
  ['AwsEc2RouteTable', 'route-table/', 'rtb'],
  ['AwsEc2Eip', 'elastic-ip/', 'eipalloc'],
  ['AwsEc2InternetGateway', 'internet-gateway/', 'igw'],
  ['AwsEc2NatGateway', 'natgateway/', 'nat'],
  ['AwsEc2LaunchTemplate', 'launch-template/', 'lt'],
  ['AwsEc2TransitGateway', 'transit-gateway/', 'tgw'],
  ['AwsEc2VpcEndpoint', 'vpc-endpoint/', 'vpce'],
  ['AwsEc2VpcEndpointService', 'vpc-endpoint-service/', 'vpce-svc'],
  ['AwsEc2VpcPeeringConnection', 'vpc-peering-connection/', 'pcx'],
  ['AwsEc2VpnConnection', 'vpn-connection/', 'vpn'],
  ['AwsEc2ClientVpnEndpoint', 'client-vpn-endpoint/', 'cvpn-endpoint'],
];

/**
 * Everything else, the longer prefix before the shorter: ASFF type, service, resource prefix.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const OTHER_FORMS: readonly (readonly [string, string, string, Parts?])[] = [
  ['AwsS3AccessPoint', 's3', 'accesspoint/'],
  ['AwsIamUser', 'iam', 'user/', 'account'],
  ['AwsIamRole', 'iam', 'role/', 'account'],
  ['AwsIamPolicy', 'iam', 'policy/', 'account'],
  ['AwsIamGroup', 'iam', 'group/', 'account'],
  ['AwsIamInstanceProfile', 'iam', 'instance-profile/', 'account'],
  ['AwsStsAssumedRoleSession', 'sts', 'assumed-role/', 'account'],
  ['AwsLambdaFunction', 'lambda', 'function:'],
  ['AwsLambdaLayerVersion', 'lambda', 'layer:'],
  ['AwsRdsDbInstance', 'rds', 'db:'],
  ['AwsRdsDbCluster', 'rds', 'cluster:'],
  ['AwsRdsDbSnapshot', 'rds', 'snapshot:'],
  ['AwsRdsDbClusterSnapshot', 'rds', 'cluster-snapshot:'],
  ['AwsRdsDbSecurityGroup', 'rds', 'secgrp:'],
  ['AwsRdsDbSubnetGroup', 'rds', 'subgrp:'],
  ['AwsRdsEventSubscription', 'rds', 'es:'],
  ['AwsRedshiftCluster', 'redshift', 'cluster:'],
  ['AwsDynamoDbTable', 'dynamodb', 'table/'],
  ['AwsEksCluster', 'eks', 'cluster/'],
  ['AwsEcsCluster', 'ecs', 'cluster/'],
  ['AwsEcsService', 'ecs', 'service/'],
  ['AwsEcsTask', 'ecs', 'task/'],
  ['AwsEcsTaskDefinition', 'ecs', 'task-definition/'],
  ['AwsEcsContainer', 'ecs', 'container/'],
  ['AwsEcrRepository', 'ecr', 'repository/'],
  ['AwsKmsKey', 'kms', 'key/'],
  ['AwsSecretsManagerSecret', 'secretsmanager', 'secret:'],
  ['AwsSqsQueue', 'sqs', ''],
  ['AwsSnsTopic', 'sns', ''],
  ['AwsKinesisStream', 'kinesis', 'stream/'],
  ['AwsMskCluster', 'kafka', 'cluster/'],
  ['AwsEfsAccessPoint', 'elasticfilesystem', 'access-point/'],
  ['AwsEfsFileSystem', 'elasticfilesystem', 'file-system/'],
  ['AwsCloudTrailTrail', 'cloudtrail', 'trail/'],
  ['AwsCloudFormationStack', 'cloudformation', 'stack/'],
  ['AwsCloudFrontDistribution', 'cloudfront', 'distribution/', 'account'],
  ['AwsCloudWatchAlarm', 'cloudwatch', 'alarm:'],
  ['AwsLogsLogGroup', 'logs', 'log-group:'],
  ['AwsCodeBuildProject', 'codebuild', 'project/'],
  ['AwsAutoScalingAutoScalingGroup', 'autoscaling', 'autoScalingGroup:'],
  ['AwsAutoScalingLaunchConfiguration', 'autoscaling', 'launchConfiguration:'],
  ['AwsElbv2LoadBalancer', 'elasticloadbalancing', 'loadbalancer/app/'],
  ['AwsElbv2LoadBalancer', 'elasticloadbalancing', 'loadbalancer/net/'],
  ['AwsElbv2LoadBalancer', 'elasticloadbalancing', 'loadbalancer/gwy/'],
  ['AwsElbLoadBalancer', 'elasticloadbalancing', 'loadbalancer/'],
  ['AwsCertificateManagerCertificate', 'acm', 'certificate/'],
  ['AwsSageMakerNotebookInstance', 'sagemaker', 'notebook-instance/'],
  ['AwsStepFunctionStateMachine', 'states', 'stateMachine:'],
  ['AwsGuardDutyDetector', 'guardduty', 'detector/'],
  ['AwsSecurityHubHub', 'securityhub', 'hub/'],
  ['AwsBackupBackupVault', 'backup', 'backup-vault:'],
  ['AwsBackupBackupPlan', 'backup', 'backup-plan:'],
  ['AwsRoute53HostedZone', 'route53', 'hostedzone/', 'neither'],
];

const BUCKET_FORM = toForm('AwsS3Bucket', 's3', '', 'neither');
const OBJECT_FORM = toForm('AwsS3Object', 's3', '', 'neither');
const IMAGE_IN_ECR_FORM = toForm('AwsEcrContainerImage', 'ecr', 'repository/', 'both');
const EC2_BY_ID_PREFIX: ReadonlyMap<string, ArnForm> = new Map(
  EC2_FORMS.map(([type, prefix, idPrefix, parts]) => [idPrefix, toForm(type, 'ec2', prefix, parts)]),
);
const BY_SERVICE: ReadonlyMap<string, readonly ArnForm[]> = groupByService();
const BY_TYPE: ReadonlyMap<string, ArnForm> = groupByType();

/** The form that `arn` is written in, when it is one that tells the type of its resource. */
export function formOfArn(arn: Arn): ArnForm | undefined {
  if (arn.service === 's3') return formOfS3(arn);
  if (arn.service === 'ec2') return formOfEc2Id(nameOfEc2(arn.resource)) ?? formByPrefix(arn);
  const form = formByPrefix(arn);
  const isImage = form?.type === 'AwsEcrRepository' && arn.resource.includes('/sha256:');
  return isImage ? IMAGE_IN_ECR_FORM : form;
}

/** The form in which AWS writes the ARNs of resources of this ASFF type, where the table has it. */
export function formOfType(type: string): ArnForm | undefined {
  return BY_TYPE.get(type);
}

/** The form of an EC2 id that tells its type (`i-0abc`, `vpce-svc-0abc`). */
export function formOfEc2Id(id: string): ArnForm | undefined {
  return EC2_BY_ID_PREFIX.get(id.slice(0, Math.max(id.lastIndexOf('-'), 0)));
}

/**
 * The name of the resource in an ARN of this form: what follows the prefix. Two kinds of spelling are brought
 * together: EC2 ids with and without their prefix, and the versions and aliases of a Lambda function.
 */
export function nameInArn(arn: Arn, form: ArnForm): string {
  if (form.service === 'ec2') return nameOfEc2(arn.resource);
  if (form === BUCKET_FORM) return withoutEmptyKey(arn.resource);
  const name = arn.resource.slice(form.prefix.length);
  return form.type === 'AwsLambdaFunction' ? functionName(name) : name;
}

/** A Lambda function's name without its version or alias (`name:7`, `name:PROD`). */
export function functionName(name: string): string {
  const qualifier = name.indexOf(':');
  return qualifier === -1 ? name : name.slice(0, qualifier);
}

function formOfS3(arn: Arn): ArnForm | undefined {
  const key = withoutEmptyKey(arn.resource).indexOf('/');
  if (arn.region === '' && arn.account === '') return formOfGlobalS3(key);
  if (key === -1 && !arn.resource.includes(':')) return BUCKET_FORM;
  return formByPrefix(arn);
}

function formOfGlobalS3(keyStart: number): ArnForm | undefined {
  if (keyStart === 0) return undefined;
  return keyStart === -1 ? BUCKET_FORM : OBJECT_FORM;
}

function formByPrefix(arn: Arn): ArnForm | undefined {
  for (const form of BY_SERVICE.get(arn.service) ?? []) {
    if (hasPrefix(arn.resource, form.prefix)) return form;
  }
  return undefined;
}

// Without a prefix, a further part is another kind of resource: a topic's subscription is no topic.
function hasPrefix(resource: string, prefix: string): boolean {
  return prefix === '' ? !resource.includes(':') : resource.startsWith(prefix);
}

function nameOfEc2(resource: string): string {
  return resource.slice(resource.indexOf('/') + 1);
}

function withoutEmptyKey(resource: string): string {
  const isEmptyKey = resource.indexOf('/') === resource.length - 1;
  return isEmptyKey ? resource.slice(0, -1) : resource;
}

function groupByService(): ReadonlyMap<string, readonly ArnForm[]> {
  const ec2 = EC2_FORMS.map(([type, prefix, , parts]) => toForm(type, 'ec2', prefix, parts));
  const others = OTHER_FORMS.map(([type, service, prefix, parts]) => toForm(type, service, prefix, parts));
  return Map.groupBy([...ec2, ...others], (form) => form.service);
}

function groupByType(): ReadonlyMap<string, ArnForm> {
  const byType = new Map<string, ArnForm>();
  for (const forms of BY_SERVICE.values()) for (const form of forms) byType.set(form.type, form);
  for (const form of [BUCKET_FORM, OBJECT_FORM, IMAGE_IN_ECR_FORM]) byType.set(form.type, form);
  return byType;
}

function toForm(type: string, service: string, prefix: string, parts: Parts = 'both'): ArnForm {
  const hasRegion = parts === 'both' || parts === 'region';
  const hasAccount = parts === 'both' || parts === 'account';
  return { type, service, prefix, hasRegion, hasAccount };
}
