import type { JsonObject } from '../../src/core/json.ts';
import type { ControlResource } from './control-rows.ts';
import type { Fleet, Home, Instance, SecurityGroup } from './fleet.ts';
import { hexId, uuid } from './random.ts';

/** A resource that a control reports on: where it is, a number that tells it from others, and its ASFF form. */
export interface Target {
  readonly home: Home;
  readonly number: number;
  readonly resource: JsonObject;
}

/** Whether the resource with this number fails the control in question. */
export type Judge = (number: number) => boolean;

/** Draws a resource of this pool; its details show what `judge` says, where they show anything. */
export function pickTarget(kind: ControlResource, fleet: Fleet, judge: Judge): Target {
  switch (kind) {
    case 'instance':
      return instanceTarget(fleet.pickInstance(), judge);
    case 'networkInterface':
      return networkInterfaceTarget(fleet.pickInstance());
    case 'group':
      return groupTarget(fleet.pickGroup(), judge);
    case 'bucket':
      return bucketTarget(fleet, judge);
    default:
      return otherTarget(kind, fleet);
  }
}

function instanceTarget(instance: Instance, judge: Judge): Target {
  const { home, index, vpc, subnet } = instance;
  const details = {
    Type: instance.type,
    ImageId: instance.image,
    IpV4Addresses: judge(index) ? instance.addresses : [instance.addresses[0]],
    IamInstanceProfileArn: `arn:aws:iam::${home.account}:instance-profile/${instance.name}`,
    VpcId: vpc,
    SubnetId: subnet,
    LaunchedAt: instance.launchedAt,
    NetworkInterfaces: [{ NetworkInterfaceId: instance.networkInterface }],
    VirtualizationType: 'hvm',
    MetadataOptions: { HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 2, HttpTokens: 'required' },
  };
  const tags = { Name: instance.name, 'cost-center': `cc-${index % 40}` };
  return target(home, index, 'AwsEc2Instance', instance.arn, details, tags);
}

function networkInterfaceTarget(instance: Instance): Target {
  const { home, index, networkInterface, group } = instance;
  const details = {
    NetworkInterfaceId: networkInterface,
    SourceDestCheck: true,
    SecurityGroups: [{ GroupName: `group-${group.index}`, GroupId: group.id }],
    Attachment: {
      AttachTime: instance.launchedAt,
      AttachmentId: `eni-attach-${hexId(index, 21)}`,
      DeleteOnTermination: true,
      DeviceIndex: 0,
      InstanceId: instance.id,
      InstanceOwnerId: home.account,
      Status: 'attached',
    },
    PrivateIpAddresses: [{ PrivateIpAddress: instance.addresses[0] }],
  };
  const arn = `arn:aws:ec2:${home.region}:${home.account}:network-interface/${networkInterface}`;
  return target(home, index, 'AwsEc2NetworkInterface', arn, details);
}

function groupTarget(group: SecurityGroup, judge: Judge): Target {
  const { home, index } = group;
  const port = judge(index) ? 8080 : 443;
  const details = {
    GroupName: `group-${index}`,
    GroupId: group.id,
    OwnerId: home.account,
    VpcId: group.vpc,
    IpPermissions: [
      { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
    ],
    IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  };
  return target(home, index, 'AwsEc2SecurityGroup', group.arn, details);
}

function bucketTarget(fleet: Fleet, judge: Judge): Target {
  const bucket = fleet.pickBucket();
  const { home, index } = bucket;
  const isBlocking = !judge(index);
  const details = {
    OwnerId: uuid(index, 22).replaceAll('-', '').repeat(2),
    OwnerAccountId: home.account,
    CreatedAt: `2024-0${(index % 9) + 1}-11T09:12:44.000Z`,
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: isBlocking,
      BlockPublicPolicy: isBlocking,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  };
  return target(home, index, 'AwsS3Bucket', bucket.arn, details, { 'data-owner': `team-${index % 30}` });
}

type Other = Exclude<ControlResource, 'instance' | 'networkInterface' | 'group' | 'bucket'>;

const OTHER_TYPES: Readonly<Record<Other, string>> = {
  user: 'AwsIamUser',
  policy: 'AwsIamPolicy',
  function: 'AwsLambdaFunction',
  volume: 'AwsEc2Volume',
  database: 'AwsRdsDbInstance',
  queue: 'AwsSqsQueue',
  topic: 'AwsSnsTopic',
  key: 'AwsKmsKey',
  secret: 'AwsSecretsManagerSecret',
  table: 'AwsDynamoDbTable',
  subnet: 'AwsEc2Subnet',
  account: 'AwsAccount',
};

function otherTarget(kind: Other, fleet: Fleet): Target {
  const index = fleet.pickOther();
  const home = fleet.homeOf(index);
  const tags = kind === 'account' ? undefined : { team: `team-${index % 30}`, stage: 'production' };
  return target(home, index, OTHER_TYPES[kind], otherId(kind, index, home), undefined, tags);
}

function otherId(kind: Other, index: number, { account, region }: Home): string {
  switch (kind) {
    case 'user':
      return `arn:aws:iam::${account}:user/engineer-${index % 400}`;
    case 'policy':
      return `arn:aws:iam::${account}:policy/service/policy-${index % 900}`;
    case 'function':
      return `arn:aws:lambda:${region}:${account}:function:handler-${index}`;
    case 'volume':
      return `arn:aws:ec2:${region}:${account}:volume/vol-${hexId(index, 23)}`;
    case 'database':
      return `arn:aws:rds:${region}:${account}:db:database-${index}`;
    case 'queue':
      return `arn:aws:sqs:${region}:${account}:queue-${index}`;
    case 'topic':
      return `arn:aws:sns:${region}:${account}:topic-${index}`;
    case 'key':
      return `arn:aws:kms:${region}:${account}:key/${uuid(index, 24)}`;
    case 'secret':
      return `arn:aws:secretsmanager:${region}:${account}:secret:service/secret-${index}-${hexId(index, 25).slice(0, 6)}`;
    case 'table':
      return `arn:aws:dynamodb:${region}:${account}:table/table-${index}`;
    case 'subnet':
      return `arn:aws:ec2:${region}:${account}:subnet/subnet-${hexId(index, 26)}`;
    case 'account':
      return `AWS::::Account:${account}`;
  }
}

function target(
  home: Home,
  index: number,
  type: string,
  id: string,
  details?: JsonObject,
  tags?: JsonObject,
): Target {
  const resource = {
    Type: type,
    Id: id,
    Partition: 'aws',
    Region: home.region,
    ...(tags && { Tags: tags }),
    ...(details && { Details: { [type]: details } }),
  };
  // Accounts and users are fewer than the indexes that lead to them: what has one id has one number.
  return { home, number: details ? index : textNumber(id), resource };
}

function textNumber(text: string): number {
  let number = 7;
  for (let index = 0; index < text.length; index += 1)
    number = (Math.imul(number, 31) + text.charCodeAt(index)) | 0;
  return number;
}
