import type { JsonObject } from '../../src/core/json.ts';
import type { Bucket, Fleet, Home, Instance } from './fleet.ts';
import { GUARDDUTY_ROWS, type GuardDutyRow } from './guardduty-rows.ts';
import { hex32, mix, type Random } from './random.ts';

const EPOCH_MS = 12 * 3_600_000;
const DETECTION_DELAY_MS = 5 * 60_000;
const NEW_PART = 0.96;
const SUPPRESSED_PART = 0.98;
const NORMALIZED = { LOW: 20, MEDIUM: 50, HIGH: 80 } as const;

/**
 * A finding of Amazon GuardDuty about an instance, an access key, or a bucket, which is then the last of three
 * resources. The same type and resource within twelve hours give the same Id with a greater count.
 */
export function guardDutyFinding(fleet: Fleet, random: Random, atMs: number): JsonObject {
  const row = random.pick(GUARDDUTY_ROWS);
  const subject = pickSubject(row, fleet, random);
  const epoch = Math.floor(atMs / EPOCH_MS);
  const number = mix(mix(subject.index, row.title.length + row.type.length), epoch);
  return finding(row, subject, number, random, atMs, epoch * EPOCH_MS);
}

/** What a finding is about: its resources in the order in which GuardDuty names them, and the action that was seen. */
interface Subject {
  readonly home: Home;
  readonly index: number;
  readonly name: string;
  readonly resources: readonly JsonObject[];
  readonly action: JsonObject;
}

function pickSubject(row: GuardDutyRow, fleet: Fleet, random: Random): Subject {
  if (row.resource === 'bucket') return bucketSubject(fleet.pickBucket(), fleet, random);
  if (row.resource === 'accessKey') return accessKeySubject(fleet, random);
  const instance = fleet.pickInstance();
  const { home, index } = instance;
  const name = `EC2 instance ${instance.id}`;
  return {
    home,
    index,
    name,
    resources: [instanceResource(instance)],
    action: networkAction(instance, random),
  };
}

function bucketSubject(bucket: Bucket, fleet: Fleet, random: Random): Subject {
  const { home, index } = bucket;
  const key = accessKeyResource(home, index % 40);
  const caller = random.chance(0.4) ? [instanceResource(fleet.pickInstance())] : [];
  return {
    home,
    index,
    name: `${bucket.name} by engineer-${index % 40}`,
    resources: [...caller, key, bucketResource(bucket)],
    action: callAction('GetObject', 's3.amazonaws.com', random),
  };
}

function accessKeySubject(fleet: Fleet, random: Random): Subject {
  const index = random.below(400);
  const home = fleet.pickHome();
  return {
    home,
    index,
    name: `engineer-${index}`,
    resources: [accessKeyResource(home, index)],
    action: callAction('DescribeInstances', 'ec2.amazonaws.com', random),
  };
}

function instanceResource(instance: Instance): JsonObject {
  return {
    Type: 'AwsEc2Instance',
    Id: instance.arn,
    Partition: 'aws',
    Region: instance.home.region,
    Tags: { Name: instance.name },
    Details: {
      AwsEc2Instance: {
        Type: instance.type,
        ImageId: instance.image,
        IpV4Addresses: instance.addresses,
        IamInstanceProfileArn: `arn:aws:iam::${instance.home.account}:instance-profile/${instance.name}`,
        VpcId: instance.vpc,
        SubnetId: instance.subnet,
        LaunchedAt: instance.launchedAt,
      },
    },
  };
}

function accessKeyResource({ region }: Home, index: number): JsonObject {
  return {
    Type: 'AwsIamAccessKey',
    Id: `AWS::IAM::AccessKey:AKIA${hex32(index, 41).slice(0, 16).toUpperCase()}`,
    Partition: 'aws',
    Region: region,
    Details: {
      AwsIamAccessKey: {
        PrincipalId: `AIDA${hex32(index, 42).slice(0, 17).toUpperCase()}`,
        PrincipalName: `engineer-${index}`,
        PrincipalType: 'IAMUser',
      },
    },
  };
}

function bucketResource({ arn, home }: Bucket): JsonObject {
  return {
    Type: 'AwsS3Bucket',
    Id: arn,
    Partition: 'aws',
    Region: home.region,
    Details: { AwsS3Bucket: { OwnerId: 'example-canonical-owner', CreatedAt: '2024-03-11T09:12:44.000Z' } },
  };
}

function networkAction(instance: Instance, random: Random): JsonObject {
  const action = 'aws/guardduty/service/action/networkConnectionAction';
  return {
    'aws/guardduty/service/action/actionType': 'NETWORK_CONNECTION',
    [`${action}/blocked`]: 'false',
    [`${action}/connectionDirection`]: 'INBOUND',
    [`${action}/protocol`]: 'TCP',
    [`${action}/localPortDetails/port`]: '22',
    [`${action}/localPortDetails/portName`]: 'SSH',
    [`${action}/localIpDetails/ipAddressV4`]: instance.addresses[0],
    ...remote(action, random),
  };
}

function callAction(api: string, service: string, random: Random): JsonObject {
  const action = 'aws/guardduty/service/action/awsApiCallAction';
  return {
    'aws/guardduty/service/action/actionType': 'AWS_API_CALL',
    [`${action}/api`]: api,
    [`${action}/serviceName`]: service,
    [`${action}/callerType`]: 'Remote IP',
    ...remote(action, random),
  };
}

function remote(action: string, random: Random): JsonObject {
  return {
    [`${action}/remoteIpDetails/ipAddressV4`]: `203.0.113.${random.below(256)}`,
    [`${action}/remoteIpDetails/country/countryName`]: 'Exampleland',
    [`${action}/remoteIpDetails/city/cityName`]: 'Example City',
    [`${action}/remoteIpDetails/organization/asn`]: '64496',
    [`${action}/remoteIpDetails/organization/asnOrg`]: 'Example Networks',
  };
}

function finding(
  row: GuardDutyRow,
  subject: Subject,
  number: number,
  random: Random,
  atMs: number,
  epochMs: number,
): JsonObject {
  const { account, region, detector } = subject.home;
  const detectorArn = `arn:aws:guardduty:${region}:${account}:detector/${detector}`;
  const id = `${detectorArn}/finding/${hex32(number, 43)}`;
  const productArn = `arn:aws:securityhub:${region}::product/aws/guardduty`;
  const firstSeen = new Date(epochMs).toISOString();
  const lastSeen = new Date(atMs).toISOString();
  const updatedAt = new Date(atMs + DETECTION_DELAY_MS).toISOString();
  const title = `${row.title} ${subject.name}.`;
  return {
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: productArn,
    ProductName: 'GuardDuty',
    CompanyName: 'Amazon',
    Region: region,
    GeneratorId: detectorArn,
    AwsAccountId: account,
    Types: [row.type],
    FirstObservedAt: firstSeen,
    LastObservedAt: lastSeen,
    CreatedAt: new Date(epochMs + DETECTION_DELAY_MS).toISOString(),
    UpdatedAt: updatedAt,
    Severity: {
      Product: NORMALIZED[row.severity] / 10,
      Label: row.severity,
      Normalized: NORMALIZED[row.severity],
    },
    Title: title,
    Description: `${title} The behaviour differs from the established baseline or matches a threat list.`,
    SourceUrl: `https://${region}.console.aws.amazon.com/guardduty/home?region=${region}#/findings`,
    ProductFields: {
      ...subject.action,
      'aws/guardduty/service/archived': 'false',
      'aws/guardduty/service/count': String(1 + Math.floor((atMs - epochMs) / 1_800_000)),
      'aws/guardduty/service/detectorId': detector,
      'aws/guardduty/service/eventFirstSeen': firstSeen,
      'aws/guardduty/service/eventLastSeen': lastSeen,
      'aws/guardduty/service/resourceRole': 'TARGET',
      'aws/guardduty/service/serviceName': 'guardduty',
      'aws/securityhub/FindingId': `${productArn}/${id}`,
      'aws/securityhub/ProductName': 'GuardDuty',
      'aws/securityhub/CompanyName': 'Amazon',
    },
    Resources: subject.resources,
    WorkflowState: 'NEW',
    Workflow: { Status: workflowStatus(random.next()) },
    RecordState: 'ACTIVE',
    FindingProviderFields: { Severity: { Label: row.severity }, Types: [row.type] },
    Sample: false,
    ProcessedAt: updatedAt,
  };
}

function workflowStatus(draw: number): string {
  if (draw < NEW_PART) return 'NEW';
  return draw < SUPPRESSED_PART ? 'SUPPRESSED' : 'RESOLVED';
}
