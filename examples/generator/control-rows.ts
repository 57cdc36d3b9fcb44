/** The pools that control findings draw their resource from. */
export type ControlResource =
  | 'instance'
  | 'group'
  | 'networkInterface'
  | 'bucket'
  | 'user'
  | 'policy'
  | 'function'
  | 'volume'
  | 'database'
  | 'queue'
  | 'topic'
  | 'key'
  | 'secret'
  | 'table'
  | 'subnet'
  | 'account';

/** A control as the examples use it; `cis` is its number in CIS AWS Foundations 1.2.0 where it has one. */
export interface ControlRow {
  readonly id: string;
  readonly resource: ControlResource;
  readonly severity: 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
  readonly failRate: number;
  readonly title: string;
  readonly description: string;
  readonly cis?: string;
}

function row(
  id: string,
  resource: ControlResource,
  severity: ControlRow['severity'],
  failRate: number,
  title: string,
  description: string,
  cis?: string,
): ControlRow {
  return { id, resource, severity, failRate, title, description, ...(cis !== undefined && { cis }) };
}

/** The controls that the examples know, with texts of the examples' own. */
export const CONTROL_ROWS: readonly [ControlRow, ...ControlRow[]] = [
  row(
    'EC2.9',
    'instance',
    'HIGH',
    0.25,
    'EC2 instances should not have a public IPv4 address',
    'This control checks whether an EC2 instance has a public IP address. It fails if the publicIp field is present in the configuration item of the instance. It looks at IPv4 addresses only.',
  ),
  row(
    'EC2.8',
    'instance',
    'HIGH',
    0.15,
    'EC2 instances should use Instance Metadata Service Version 2 (IMDSv2)',
    'This control checks whether an EC2 instance demands IMDSv2. It passes if HttpTokens is set to required for IMDSv2 and fails if HttpTokens is optional, since any process that can be made to send a request could then read the credentials of the role.',
  ),
  row(
    'EC2.17',
    'instance',
    'LOW',
    0.05,
    'EC2 instances should not use multiple ENIs',
    'This control checks whether an EC2 instance uses more than one elastic network interface or an Elastic Fabric Adapter. It passes if a single network adapter is used.',
  ),
  row(
    'SSM.1',
    'instance',
    'MEDIUM',
    0.12,
    'EC2 instances should be managed by AWS Systems Manager',
    'This control checks whether the stopped and running EC2 instances of the account are managed by AWS Systems Manager, from which one sees and patches them.',
  ),
  row(
    'EC2.2',
    'group',
    'HIGH',
    0.2,
    'VPC default security groups should not allow inbound or outbound traffic',
    'This control checks whether the default security group of a VPC allows inbound or outbound traffic. It fails if the group has any rule of either direction.',
    '4.3',
  ),
  row(
    'EC2.18',
    'group',
    'HIGH',
    0.2,
    'Security groups should only allow unrestricted incoming traffic for authorized ports',
    'This control checks whether a security group permits unrestricted incoming traffic from ports that are not authorized. By default only ports 80 and 443 may be open to 0.0.0.0/0 and ::/0; any other open port fails the control.',
  ),
  row(
    'EC2.19',
    'group',
    'CRITICAL',
    0.08,
    'Security groups should not allow unrestricted access to ports with high risk',
    'This control checks whether unrestricted incoming traffic for a security group is accessible to ports with the highest risk, such as 22, 3306, 3389 and 5432. It fails if any rule allows traffic from 0.0.0.0/0 or ::/0 to those ports.',
  ),
  row(
    'EC2.13',
    'group',
    'HIGH',
    0.08,
    'Security groups should not allow ingress from 0.0.0.0/0 or ::/0 to port 22',
    'This control checks whether a security group allows ingress from 0.0.0.0/0 or ::/0 to port 22. Removing unfettered connectivity to remote console services reduces the exposure of a server.',
    '4.1',
  ),
  row(
    'EC2.35',
    'networkInterface',
    'LOW',
    0.3,
    'EC2 network interfaces should be tagged',
    'This control checks whether an EC2 network interface has tags with the keys that the parameter requiredTagKeys names. It fails if the network interface has no tag key, or not all of those that are required.',
  ),
  row(
    'S3.2',
    'bucket',
    'CRITICAL',
    0.04,
    'S3 general purpose buckets should block public read access',
    'This control checks whether a bucket permits public read access. It evaluates the Block Public Access settings, the bucket policy, and the access control list of the bucket.',
  ),
  row(
    'S3.3',
    'bucket',
    'CRITICAL',
    0.03,
    'S3 general purpose buckets should block public write access',
    'This control checks whether a bucket permits public write access. It evaluates the Block Public Access settings, the bucket policy, and the access control list of the bucket.',
  ),
  row(
    'S3.5',
    'bucket',
    'MEDIUM',
    0.3,
    'S3 general purpose buckets should require requests to use SSL',
    'This control checks whether a bucket has a policy that requires requests to use SSL. Policies should deny all requests whose condition aws:SecureTransport is false.',
  ),
  row(
    'S3.8',
    'bucket',
    'HIGH',
    0.1,
    'S3 general purpose buckets should block public access',
    'This control checks whether a bucket blocks public access at the bucket level. It fails if any of the four settings of the public access block is set to false.',
  ),
  row(
    'S3.9',
    'bucket',
    'MEDIUM',
    0.35,
    'S3 general purpose buckets should have server access logging enabled',
    'This control checks whether server access logging is enabled for a bucket. When it is, Amazon S3 delivers access logs for a source bucket to a chosen target bucket.',
  ),
  row(
    'S3.17',
    'bucket',
    'MEDIUM',
    0.3,
    'S3 general purpose buckets should be encrypted at rest with AWS KMS keys',
    'This control checks whether a bucket is encrypted with an AWS KMS key (SSE-KMS or DSSE-KMS). It fails if the bucket is encrypted with default encryption (SSE-S3).',
  ),
  row(
    'IAM.2',
    'user',
    'LOW',
    0.2,
    'IAM users should not have IAM policies attached',
    'This control checks whether IAM users have policies attached. It fails if they do, since users should inherit permissions from groups or assume a role.',
    '1.16',
  ),
  row(
    'IAM.3',
    'user',
    'MEDIUM',
    0.25,
    "IAM users' access keys should be rotated every 90 days or less",
    'This control checks whether the active access keys are rotated within 90 days. Keys that are rotated regularly leave a smaller window to whoever finds one that was lost.',
    '1.4',
  ),
  row(
    'IAM.5',
    'user',
    'MEDIUM',
    0.1,
    'MFA should be enabled for all IAM users that have a console password',
    'This control checks whether multi-factor authentication is enabled for all IAM users that use a console password.',
    '1.2',
  ),
  row(
    'Lambda.1',
    'function',
    'CRITICAL',
    0.02,
    'Lambda function policies should prohibit public access',
    'This control checks whether the resource-based policy of a Lambda function prohibits public access outside of its account. It fails if the function can be invoked publicly.',
  ),
  row(
    'Lambda.2',
    'function',
    'MEDIUM',
    0.15,
    'Lambda functions should use supported runtimes',
    'This control checks whether the runtime of a Lambda function is one of those that are still supported. Functions with a deprecated runtime no longer receive security updates.',
  ),
  row(
    'EC2.3',
    'volume',
    'MEDIUM',
    0.1,
    'Attached EBS volumes should be encrypted at-rest',
    'This control checks whether the EBS volumes that are in an attached state are encrypted. To pass, EBS volumes must be in use and encrypted; volumes that are not attached are not checked.',
  ),
  row(
    'RDS.2',
    'database',
    'CRITICAL',
    0.05,
    'RDS DB instances should prohibit public access, as determined by the PubliclyAccessible configuration',
    'This control checks whether RDS instances are publicly accessible by evaluating the PubliclyAccessible field of the instance configuration item.',
  ),
  row(
    'RDS.3',
    'database',
    'MEDIUM',
    0.1,
    'RDS DB instances should have encryption at-rest enabled',
    'This control checks whether storage encryption is enabled for an RDS DB instance. Encrypted storage covers the instance, its automated backups, read replicas and snapshots.',
  ),
  row(
    'RDS.8',
    'database',
    'LOW',
    0.3,
    'RDS DB instances should have deletion protection enabled',
    'This control checks whether an RDS DB instance has deletion protection enabled. It fails if it has not, for every engine that offers the setting.',
  ),
  row(
    'SQS.1',
    'queue',
    'MEDIUM',
    0.1,
    'Amazon SQS queues should be encrypted at rest',
    'This control checks whether an Amazon SQS queue is encrypted at rest. It fails if the queue is encrypted neither with an SQS-managed key (SSE-SQS) nor with an AWS KMS key (SSE-KMS).',
  ),
  row(
    'SNS.1',
    'topic',
    'MEDIUM',
    0.2,
    'SNS topics should be encrypted at-rest using AWS KMS',
    'This control checks whether an Amazon SNS topic is encrypted at rest with a key managed in AWS KMS. Encryption at rest reduces the risk that stored data is read by a user without authentication.',
  ),
  row(
    'KMS.4',
    'key',
    'MEDIUM',
    0.15,
    'AWS KMS key rotation should be enabled',
    'This control checks whether automatic rotation of the key material is on for each customer managed symmetric key. It does not look at asymmetric keys or imported material.',
    '2.8',
  ),
  row(
    'SecretsManager.1',
    'secret',
    'MEDIUM',
    0.3,
    'Secrets Manager secrets should have automatic rotation enabled',
    'This control checks whether a secret in AWS Secrets Manager is set up to rotate automatically. It fails if it is not, or if the period exceeds the one that is asked for.',
  ),
  row(
    'DynamoDB.2',
    'table',
    'MEDIUM',
    0.3,
    'DynamoDB tables should have point-in-time recovery enabled',
    'This control checks whether point-in-time recovery is enabled for an Amazon DynamoDB table. Backups help to recover faster from a security incident.',
  ),
  row(
    'EC2.15',
    'subnet',
    'MEDIUM',
    0.3,
    'Amazon EC2 subnets should not automatically assign public IP addresses',
    'This control checks whether a VPC subnet is set to assign public IP addresses automatically. It fails if MapPublicIpOnLaunch is true for IPv4.',
  ),
  row(
    'IAM.1',
    'policy',
    'HIGH',
    0.02,
    'IAM policies should not allow full "*" administrative privileges',
    'This control checks whether the default version of a customer managed policy has a statement with "Effect": "Allow", "Action": "*" and "Resource": "*".',
    '1.22',
  ),
  row(
    'CloudTrail.1',
    'account',
    'HIGH',
    0.05,
    'CloudTrail should be enabled and configured with at least one multi-Region trail that includes read and write management events',
    'This control checks whether at least one multi-Region trail of AWS CloudTrail records the read and write management events of the account.',
    '2.1',
  ),
  row(
    'S3.1',
    'account',
    'MEDIUM',
    0.1,
    'S3 general purpose buckets should have block public access settings enabled',
    'This control checks whether the Block Public Access settings of Amazon S3 are configured at the account level. It fails if one or more of them are false.',
  ),
];
