/** AWS's own names of services, by how the ASFF types of their resources begin. */
const NAME_OF_PREFIX: ReadonlyMap<string, string> = new Map([
  ['Account', 'Account'],
  ['ApiGateway', 'API Gateway'],
  ['AutoScaling', 'EC2 Auto Scaling'],
  ['CertificateManager', 'Certificate Manager'],
  ['CloudFormation', 'CloudFormation'],
  ['CloudFront', 'CloudFront'],
  ['CloudTrail', 'CloudTrail'],
  ['CloudWatch', 'CloudWatch'],
  ['CodeBuild', 'CodeBuild'],
  ['DynamoDb', 'DynamoDB'],
  ['Ec2', 'EC2'],
  ['Ecr', 'ECR'],
  ['Ecs', 'ECS'],
  ['Efs', 'EFS'],
  ['Eks', 'EKS'],
  ['ElastiCache', 'ElastiCache'],
  ['ElasticBeanstalk', 'Elastic Beanstalk'],
  ['Elasticsearch', 'OpenSearch Service'],
  ['Elb', 'Elastic Load Balancing'],
  ['EventBridge', 'EventBridge'],
  ['GuardDuty', 'GuardDuty'],
  ['Iam', 'IAM'],
  ['Kinesis', 'Kinesis'],
  ['Kms', 'KMS'],
  ['Lambda', 'Lambda'],
  ['Msk', 'MSK'],
  ['NetworkFirewall', 'Network Firewall'],
  ['OpenSearchService', 'OpenSearch Service'],
  ['Rds', 'RDS'],
  ['Redshift', 'Redshift'],
  ['Route53', 'Route 53'],
  ['S3', 'S3'],
  ['SageMaker', 'SageMaker'],
  ['SecretsManager', 'Secrets Manager'],
  ['Sns', 'SNS'],
  ['Sqs', 'SQS'],
  ['Ssm', 'Systems Manager'],
  ['StepFunction', 'Step Functions'],
  ['Sts', 'STS'],
  ['Waf', 'WAF'],
]);

/**
 * The service that resources of an ASFF type belong to: `EC2` for `AwsEc2Instance`. Of a type that is not known here
 * the first word (`Backup` for `AwsBackupBackupVault`), of one that is not AWS's the type itself.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html
 */
export function serviceNameOf(entityType: string): string {
  if (!entityType.startsWith('Aws')) return entityType;
  const rest = entityType.slice('Aws'.length);
  const known = [...NAME_OF_PREFIX].find(([prefix]) => rest.startsWith(prefix));
  return known?.[1] ?? /^[A-Z][a-z0-9]*/.exec(rest)?.[0] ?? entityType;
}
