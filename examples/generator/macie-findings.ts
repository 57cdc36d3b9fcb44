import type { JsonObject } from '../../src/core/json.ts';
import type { Bucket } from './fleet.ts';
import { hex32, mix, type Random } from './random.ts';

/** The account from which Macie publishes, whoever owns the bucket. */
const MACIE_ACCOUNT = '100000000009';

const KINDS = [
  ['PII/SensitiveData:S3Object-Personal', 'personal information', 'PERSONAL_INFORMATION', 'ADDRESS'],
  ['Passwords/SensitiveData:S3Object-Credentials', 'credentials', 'CREDENTIALS', 'AWS_CREDENTIALS'],
  [
    'Financial/SensitiveData:S3Object-Financial',
    'financial information',
    'FINANCIAL_INFORMATION',
    'CREDIT_CARD_NUMBER',
  ],
  [
    'PII/SensitiveData:S3Object-Multiple',
    'more than one category of sensitive data',
    'PERSONAL_INFORMATION',
    'NAME',
  ],
] as const;

/**
 * A finding of Amazon Macie about sensitive data in an object of this bucket. Each run of a job makes new ones, so
 * they are never updated; they carry neither FirstObservedAt nor LastObservedAt.
 */
export function macieFinding(bucket: Bucket, random: Random, atMs: number): JsonObject {
  const { home, name, arn, index } = bucket;
  const [kind, words, category, detection] = random.pick<(typeof KINDS)[number]>(KINDS);
  const type = `Sensitive Data Identifications/${kind}`;
  const number = mix(index, Math.floor(atMs / 1000));
  const key = `reports/2025/${hex32(number, 51).slice(0, 12)}.csv`;
  const id = hex32(number, 52);
  const job = hex32(index % 7, 53);
  const productArn = `arn:aws:securityhub:${home.region}::product/aws/macie`;
  const createdAt = new Date(atMs).toISOString();
  return {
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: productArn,
    ProductName: 'Macie',
    CompanyName: 'Amazon',
    Region: home.region,
    GeneratorId: 'aws/macie',
    AwsAccountId: MACIE_ACCOUNT,
    Types: [type],
    CreatedAt: createdAt,
    UpdatedAt: createdAt,
    Severity: { Label: 'HIGH', Normalized: 70 },
    Title: `The S3 object contains ${words}.`,
    Description: `The object contains ${words}, as found by a sensitive data discovery job.`,
    ProductFields: {
      JobArn: `arn:aws:macie2:${home.region}:${MACIE_ACCOUNT}:classification-job/${job}`,
      JobId: job,
      OriginType: 'SENSITIVE_DATA_DISCOVERY_JOB',
      'S3Object.Path': `${name}/${key}`,
      'S3Object.Extension': 'csv',
      'S3Object.PublicAccess': 'false',
      'S3Object.Size': '48213',
      'S3Object.StorageClass': 'STANDARD',
      'S3Bucket.effectivePermission': 'NOT_PUBLIC',
      'S3Bucket.allowsUnencryptedObjectUploads': 'TRUE',
      'aws/securityhub/FindingId': `${productArn}/${id}`,
      'aws/securityhub/ProductName': 'Macie',
      'aws/securityhub/CompanyName': 'Amazon',
    },
    Resources: [bucketResource(bucket), objectResource(`${arn}/${key}`, home.region, category, detection)],
    WorkflowState: 'NEW',
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
    FindingProviderFields: { Severity: { Label: 'HIGH' }, Types: [type] },
    Sample: false,
    ProcessedAt: createdAt,
  };
}

function bucketResource({ arn, home }: Bucket): JsonObject {
  return {
    Type: 'AwsS3Bucket',
    Id: arn,
    Partition: 'aws',
    Region: home.region,
    Details: {
      AwsS3Bucket: {
        OwnerId: 'example-canonical-owner',
        OwnerName: 'data-platform',
        OwnerAccountId: home.account,
        CreatedAt: '2024-03-11T09:12:44.000Z',
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    },
  };
}

function objectResource(id: string, region: string, category: string, detection: string): JsonObject {
  return {
    Type: 'AwsS3Object',
    Id: id,
    Partition: 'aws',
    Region: region,
    DataClassification: {
      DetailedResultsLocation: 's3://example-macie-results/jobs/results.jsonl.gz',
      Result: {
        MimeType: 'text/csv',
        SizeClassified: 48213,
        AdditionalOccurrences: false,
        Status: { Code: 'COMPLETE' },
        SensitiveData: [{ Category: category, Detections: [{ Count: 17, Type: detection }], TotalCount: 17 }],
        CustomDataIdentifiers: { Detections: [], TotalCount: 0 },
      },
    },
    Details: { AwsS3Object: { LastModified: '2025-12-28T18:16:46.000Z', ServerSideEncryption: 'aws:kms' } },
  };
}
