import { ASFF_RESOURCE_TYPES } from '../../core/finding/asff-resource-types.ts';
import { SEVERITY_LABELS } from '../../core/finding/finding.ts';
import { ASFF_LIMITS, OTHER_DETAILS_LIMITS, RESOURCE_ID_MAX } from './limits.ts';
import {
  anyBoolean,
  anyJson,
  anyNumber,
  both,
  list,
  type MemberCheck,
  members,
  oneOf,
  partly,
  stringMap,
  text,
  wholeNumber,
} from './member-checks.ts';
import { timestamp } from './timestamp-check.ts';
import { PARTITIONS } from './to-resources.ts';

const ANY_LENGTH = Number.POSITIVE_INFINITY;
const anyText = text(ANY_LENGTH);
const label = oneOf(...SEVERITY_LABELS);
const original = text(ASFF_LIMITS.severityOriginal);

const accountId: MemberCheck = (value, path, problems) => {
  if (typeof value !== 'string' || !/^\d{12}$/.test(value)) problems.push(`${path}: not 12 digits`);
};

const NAMESPACES = [
  'Software and Configuration Checks',
  'TTPs',
  'Effects',
  'Unusual Behaviors',
  'Sensitive Data Identifications',
];

const findingType: MemberCheck = (value, path, problems) => {
  const levels = typeof value === 'string' ? value.split('/') : [];
  const [namespace = ''] = levels;
  if (!NAMESPACES.includes(namespace)) problems.push(`${path}: not in a namespace of the taxonomy`);
  else if (levels.length > 3) problems.push(`${path}: more than namespace/category/classifier`);
  else if (levels.some((level) => level.trim() === '')) problems.push(`${path}: blank level`);
};

const types = list(ASFF_LIMITS.types, findingType, 1);

const relatedFindings = list(
  ASFF_LIMITS.relatedFindings,
  members({ ProductArn: text(ASFF_LIMITS.productArn, ASFF_LIMITS.productArnMin), Id: text(ASFF_LIMITS.id) }, [
    'ProductArn',
    'Id',
  ]),
  1,
);

const noReservedKey: MemberCheck = (value, path, problems) => {
  for (const key of Object.keys(Object(value))) {
    if (key.startsWith('aws/')) problems.push(`${path}.${key}: \`aws/\` is reserved for AWS products`);
  }
};

const details: MemberCheck = (value, path, problems) => {
  members({ ...DETAILS_OF_TYPES, Other: otherDetails }, [])(value, path, problems);
};

const otherDetails = stringMap(ASFF_LIMITS.mapPairs, OTHER_DETAILS_LIMITS.key, OTHER_DETAILS_LIMITS.value);
const DETAILS_OF_TYPES: Readonly<Record<string, MemberCheck>> = Object.fromEntries(
  [...ASFF_RESOURCE_TYPES].map((type) => [type, anyJson]),
);

const resource = members(
  {
    Type: both(text(ASFF_LIMITS.resourceType), oneOf(...ASFF_RESOURCE_TYPES)),
    Id: text(RESOURCE_ID_MAX),
    Partition: oneOf(...PARTITIONS),
    Region: text(ASFF_LIMITS.region),
    ResourceRole: anyText,
    Tags: stringMap(ASFF_LIMITS.mapPairs, ASFF_LIMITS.mapKey, ASFF_LIMITS.tagValue, 0),
    DataClassification: anyJson,
    Details: details,
    ApplicationName: anyText,
    ApplicationArn: anyText,
  },
  ['Type', 'Id'],
);

const malware = members(
  {
    Name: text(64),
    Path: text(512),
    Type: oneOf(
      'ADWARE',
      'BLENDED_THREAT',
      'BOTNET_AGENT',
      'COIN_MINER',
      'EXPLOIT_KIT',
      'KEYLOGGER',
      'MACRO',
      'POTENTIALLY_UNWANTED',
      'RANSOMWARE',
      'REMOTE_ACCESS',
      'ROOTKIT',
      'SPYWARE',
      'TROJAN',
      'VIRUS',
      'WORM',
    ),
    State: oneOf('OBSERVED', 'REMOVAL_FAILED', 'REMOVED'),
  },
  ['Name'],
);

const threatIntelIndicator = members({
  Type: oneOf(
    'DOMAIN',
    'EMAIL_ADDRESS',
    'HASH_MD5',
    'HASH_SHA1',
    'HASH_SHA256',
    'HASH_SHA512',
    'IPV4_ADDRESS',
    'IPV6_ADDRESS',
    'MUTEX',
    'PROCESS',
    'URL',
  ),
  Value: text(512),
  Category: oneOf(
    'BACKDOOR',
    'CARD_STEALER',
    'COMMAND_AND_CONTROL',
    'DROP_SITE',
    'EXPLOIT_SITE',
    'KEYLOGGER',
  ),
  LastObservedAt: timestamp,
  Source: text(64),
  SourceUrl: anyText,
});

const threat = members({
  Name: text(128),
  Severity: text(128),
  ItemCount: anyNumber,
  FilePaths: list(5, anyJson, 1),
});

const vulnerability = partly(
  {
    Id: anyText,
    FixAvailable: oneOf('YES', 'NO', 'PARTIAL'),
    ExploitAvailable: oneOf('YES', 'NO'),
  },
  ['Id'],
);

const sequence = partly({
  Signals: list(100, anyJson, 1),
  Actors: list(10, anyJson),
  Endpoints: list(10, anyJson),
  SequenceIndicators: list(100, anyJson),
});

const MEMBERS: Readonly<Record<string, MemberCheck>> = {
  SchemaVersion: oneOf('2018-10-08'),
  Id: text(ASFF_LIMITS.id),
  ProductArn: text(ASFF_LIMITS.productArn, ASFF_LIMITS.productArnMin),
  ProductName: text(ASFF_LIMITS.productName),
  CompanyName: text(ASFF_LIMITS.productName),
  Region: text(ASFF_LIMITS.region),
  GeneratorId: text(ASFF_LIMITS.generatorId),
  AwsAccountId: accountId,
  AwsAccountName: text(ASFF_LIMITS.accountName),
  Types: types,
  FirstObservedAt: timestamp,
  LastObservedAt: timestamp,
  CreatedAt: timestamp,
  UpdatedAt: timestamp,
  ProcessedAt: timestamp,
  Severity: members({
    Product: anyNumber,
    Label: label,
    Normalized: wholeNumber(0, 100),
    Original: original,
  }),
  Confidence: wholeNumber(0, 100),
  Criticality: wholeNumber(0, 100),
  Title: text(ASFF_LIMITS.title),
  Description: text(ASFF_LIMITS.description),
  Remediation: members({
    Recommendation: members({ Text: text(ASFF_LIMITS.recommendationText), Url: anyText }),
  }),
  SourceUrl: anyText,
  ProductFields: both(
    stringMap(ASFF_LIMITS.mapPairs, ASFF_LIMITS.mapKey, ASFF_LIMITS.productFieldValue),
    noReservedKey,
  ),
  UserDefinedFields: stringMap(ASFF_LIMITS.mapPairs, ASFF_LIMITS.mapKey, ASFF_LIMITS.userDefinedFieldValue),
  Malware: list(5, malware),
  Network: anyJson,
  NetworkPath: anyJson,
  Process: anyJson,
  Threats: list(32, threat, 1),
  ThreatIntelIndicators: list(5, threatIntelIndicator, 1),
  Resources: list(ASFF_LIMITS.resources, resource, 1),
  Compliance: partly({
    Status: oneOf('PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE'),
  }),
  VerificationState: oneOf('UNKNOWN', 'TRUE_POSITIVE', 'FALSE_POSITIVE', 'BENIGN_POSITIVE'),
  WorkflowState: oneOf('NEW', 'ASSIGNED', 'IN_PROGRESS', 'DEFERRED', 'RESOLVED'),
  Workflow: members({ Status: oneOf('NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED') }),
  RecordState: oneOf('ACTIVE', 'ARCHIVED'),
  RelatedFindings: relatedFindings,
  Note: members({ Text: text(ASFF_LIMITS.noteText), UpdatedBy: text(512), UpdatedAt: timestamp }, [
    'Text',
    'UpdatedBy',
    'UpdatedAt',
  ]),
  Vulnerabilities: list(ANY_LENGTH, vulnerability),
  PatchSummary: anyJson,
  Action: anyJson,
  FindingProviderFields: members({
    Confidence: wholeNumber(0, 100),
    Criticality: wholeNumber(0, 100),
    RelatedFindings: relatedFindings,
    Severity: members({ Label: label, Original: original }),
    Types: types,
  }),
  Sample: anyBoolean,
  GeneratorDetails: partly({ Labels: list(10, anyText) }),
  Detection: partly({ Sequence: sequence }),
};

/**
 * What BatchImportFindings takes, member by member: strings, arrays, maps and enumerations with their documented
 * limits. It does not know how members depend on each other.
 */
export const FINDING_SHAPE: MemberCheck = members(MEMBERS, [
  'SchemaVersion',
  'Id',
  'ProductArn',
  'GeneratorId',
  'AwsAccountId',
  'CreatedAt',
  'UpdatedAt',
  'Title',
  'Description',
  'Resources',
]);
