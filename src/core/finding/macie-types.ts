/** A native Macie finding type, then the ASFF type under which its findings arrive. */
export type MacieTypeRow = readonly [native: string, asff: string];

const SENSITIVE = 'Sensitive Data Identifications';
const PRACTICE = 'Software and Configuration Checks/AWS Security Best Practices';

/**
 * The types of the Macie user guide, page securityhub-integration, 2026:
 * https://docs.aws.amazon.com/macie/latest/user/securityhub-integration.html
 */
export const MACIE_TYPES: readonly MacieTypeRow[] = [
  ['Policy:IAMUser/S3BlockPublicAccessDisabled', `${PRACTICE}/Policy:IAMUser-S3BlockPublicAccessDisabled`],
  ['Policy:IAMUser/S3BucketEncryptionDisabled', `${PRACTICE}/Policy:IAMUser-S3BucketEncryptionDisabled`],
  ['Policy:IAMUser/S3BucketPublic', 'Effects/Data Exposure/Policy:IAMUser-S3BucketPublic'],
  ['Policy:IAMUser/S3BucketReplicatedExternally', `${PRACTICE}/Policy:IAMUser-S3BucketReplicatedExternally`],
  ['Policy:IAMUser/S3BucketSharedExternally', `${PRACTICE}/Policy:IAMUser-S3BucketSharedExternally`],
  ['Policy:IAMUser/S3BucketSharedWithCloudFront', `${PRACTICE}/Policy:IAMUser-S3BucketSharedWithCloudFront`],
  ['SensitiveData:S3Object/Credentials', `${SENSITIVE}/Passwords/SensitiveData:S3Object-Credentials`],
  ['SensitiveData:S3Object/CustomIdentifier', `${SENSITIVE}/PII/SensitiveData:S3Object-CustomIdentifier`],
  ['SensitiveData:S3Object/Financial', `${SENSITIVE}/Financial/SensitiveData:S3Object-Financial`],
  ['SensitiveData:S3Object/Multiple', `${SENSITIVE}/PII/SensitiveData:S3Object-Multiple`],
  ['SensitiveData:S3Object/Personal', `${SENSITIVE}/PII/SensitiveData:S3Object-Personal`],
];
