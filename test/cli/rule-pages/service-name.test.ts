import { expect, it } from 'vitest';
import { serviceNameOf } from '../../../src/cli/rule-pages/service-name.ts';

it.each([
  ['AwsEc2Instance', 'EC2'],
  ['AwsS3Bucket', 'S3'],
  ['AwsIamAccessKey', 'IAM'],
  ['AwsAccount', 'Account'],
  ['AwsDynamoDbTable', 'DynamoDB'],
  ['AwsElbv2LoadBalancer', 'Elastic Load Balancing'],
  ['AwsElasticBeanstalkEnvironment', 'Elastic Beanstalk'],
  ['AwsBackupBackupVault', 'Backup'],
  ['Container', 'Container'],
  ['Aws', 'Aws'],
])('%s belongs to %s', (type, service) => {
  expect(serviceNameOf(type)).toBe(service);
});
