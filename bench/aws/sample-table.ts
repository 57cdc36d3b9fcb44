import type { AttributeValue, CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { isJsonObject, type Json, type JsonObject, memberOf, stringAt } from '../../src/core/json.ts';

/** The name of the sample's index. */
export const INDEX = 'by-resource-and-type';

/** The sample's table: findings by their id and resource, and an index by resource and type with all members. */
export const SAMPLE_TABLE: CreateTableCommandInput & { readonly TableName: string } = {
  TableName: 'sample-findings',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['Id', 'ResourceId', 'Types'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'Id', KeyType: 'HASH' },
    { AttributeName: 'ResourceId', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: INDEX,
      KeySchema: [
        { AttributeName: 'ResourceId', KeyType: 'HASH' },
        { AttributeName: 'Types', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

const BACKDOOR = 'TTPs/Command and Control/Backdoor:EC2-';
const SENSITIVE = 'Sensitive Data Identifications/PII/SensitiveData:S3Object-';

/** The types that the sample queries its index for, each once. */
export const PATTERN_TYPES: readonly string[] = [
  'Software and Configuration Checks/Industry and Regulatory Standards/AWS-Foundational-Security-Best-Practices',
  'Unusual Behaviors/VM/Behavior:EC2-NetworkPortUnusual',
  'Unusual Behaviors/VM/Behavior:EC2-TrafficVolumeUnusual',
  'TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce',
  'TTPs/Initial Access/UnauthorizedAccess:EC2-RDPBruteForce',
  'TTPs/Impact/Impact:EC2-WinRMBruteForce',
  ...['Credentials', 'CustomIdentifier', 'Financial', 'Multiple', 'Personal'].map((kind) => SENSITIVE + kind),
  'TTPs/Exfiltration:S3-ObjectRead.Unusual',
  'TTPs/Exfiltration:S3-MaliciousIPCaller',
  ...['DenialOfService.Tcp', 'DenialOfService.Udp', 'DenialOfService.Dns'].map((kind) => BACKDOOR + kind),
  ...['DenialOfService.UdpOnTcpPorts', 'DenialOfService.UnusualProtocol'].map((kind) => BACKDOOR + kind),
  ...['Spambot', 'C&CActivity.B!DNS', 'C&CActivity.B'].map((kind) => BACKDOOR + kind),
];

/** Members that the sample keeps as they are. */
const KEPT = [
  ...['SchemaVersion', 'Title', 'AwsAccountId', 'CreatedAt', 'UpdatedAt', 'Description', 'SourceUrl'],
  ...['ProductArn', 'ProductName', 'GeneratorId', 'Id', 'Region', 'CompanyName'],
] as const;

const EXPIRES_AT = 1_800_000_000;

/** Beginnings of the types of GuardDuty that the sample's rules on the bus let in. */
const GUARDDUTY_TYPES = [
  'TTPs/Exfiltration:S3-',
  'Unusual Behaviors/VM/Behavior:EC2-NetworkPortUnusual',
  BACKDOOR,
  'TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce',
  'TTPs/Initial Access/UnauthorizedAccess:EC2-RDPBruteForce',
];

/** Whether the sample's own rules on the bus let a finding in: some types, two controls, what is critical. */
export function isLetIn(finding: JsonObject): boolean {
  const isNew = stringAt(finding, 'Workflow', 'Status') === 'NEW';
  if (!isNew || stringAt(finding, 'RecordState') !== 'ACTIVE') return false;
  const types = Array.isArray(finding.Types) ? finding.Types : [];
  const hasType = (beginnings: readonly string[]) =>
    types.some((type) => typeof type === 'string' && beginnings.some((each) => type.startsWith(each)));
  switch (stringAt(finding, 'ProductName')) {
    case 'GuardDuty':
      return hasType(GUARDDUTY_TYPES);
    case 'Macie':
      return hasType(['Sensitive Data Identifications/PII/SensitiveData:']);
    case 'Inspector':
      return stringAt(finding, 'Severity', 'Label') === 'CRITICAL';
    case 'Security Hub':
      return ['EC2.18', 'EC2.9'].includes(stringAt(finding, 'ProductFields', 'ControlId') ?? '');
    default:
      return false;
  }
}

/** A finding as the sample keeps it: its first type and its first resource. */
export function toSampleItem(finding: JsonObject): Record<string, AttributeValue> {
  const resource = firstOf(finding.Resources);
  const types =
    firstOf(memberOf(memberOf(finding, 'FindingProviderFields'), 'Types')) ?? firstOf(finding.Types);
  const label = stringAt(finding, 'Severity', 'Label');
  const textAt = (name: string): string => {
    const value = isJsonObject(resource) ? resource[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return {
    ...Object.fromEntries(KEPT.map((name) => [name, { S: stringAt(finding, name) ?? '' }])),
    Types: { S: typeof types === 'string' ? types : 'none' },
    ResourceType: { S: textAt('Type') },
    ResourceRegion: { S: textAt('Region') },
    ResourceId: { S: textAt('Id') },
    Severity: { S: label ?? '' },
    ExpDate: { N: String(EXPIRES_AT) },
  };
}

function firstOf(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value[0] : undefined;
}
