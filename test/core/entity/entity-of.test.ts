import { describe, expect, it } from 'vitest';
import { entityOf, RESOURCE_ID_LENGTH_MAX } from '../../../src/core/entity/entity-of.ts';
import type { JsonObject } from '../../../src/core/json.ts';

const ACCOUNT = '111122223333';
const INSTANCE = `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-0abc`;
const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:pay`;
const PRODUCT = 'arn:aws:securityhub:eu-west-1::product/aws';

function resource(Type: string | undefined, Id: unknown, more: JsonObject = {}): JsonObject {
  return {
    ...(Type === undefined ? {} : { Type }),
    Id: Id as string,
    Partition: 'aws',
    Region: 'eu-west-1',
    ...more,
  };
}

function finding(more: JsonObject = {}): JsonObject {
  return { ProductArn: `${PRODUCT}/inspector`, AwsAccountId: ACCOUNT, Region: 'eu-west-1', ...more };
}

function keyOf(
  Type: string | undefined,
  Id: unknown,
  more: JsonObject = {},
  inFinding: JsonObject = {},
): string | undefined {
  return entityOf(resource(Type, Id, more), finding(inFinding))?.key;
}

describe('entityOf: one resource, one key', () => {
  it.each([
    'i-0abc',
    ' i-0abc ',
    `arn:aws:ec2:eu-west-1:${ACCOUNT}:i-0abc`,
    `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-0abc`,
    `arn::ec2:eu-west-1:${ACCOUNT}:instance/i-0abc`,
    `arn:aws::ec2:eu-west-1:${ACCOUNT}:instance/i-0abc`,
    'arn:aws:ec2:eu-west-1::instance/i-0abc',
    'arn:aws:ec2:::i-0abc',
  ])('of an instance spelt %j', (id) => {
    expect(entityOf(resource('AwsEc2Instance', id), finding())).toEqual({
      type: 'AwsEc2Instance',
      key: INSTANCE,
      account: ACCOUNT,
      region: 'eu-west-1',
    });
  });

  it.each([
    'logs',
    'arn:aws:s3:::logs',
    'arn:aws:s3:::logs/',
    'arn::s3:::logs',
    `arn:aws:s3:eu-west-1:${ACCOUNT}:logs`,
  ])('of a bucket spelt %j, which tells no account', (id) => {
    expect(entityOf(resource('AwsS3Bucket', id), finding())).toEqual({
      type: 'AwsS3Bucket',
      key: 'arn:aws:s3:::logs',
    });
  });

  it.each(['arn:aws:s3:::logs/a b/c:d', 'logs/a b/c:d'])('of an object spelt %j', (id) => {
    expect(entityOf(resource('AwsS3Object', id), finding())).toEqual({
      type: 'AwsS3Object',
      key: 'arn:aws:s3:::logs/a b/c:d',
    });
  });

  it.each(['AWS::IAM::AccessKey:AKIAEXAMPLE', 'AKIAEXAMPLE'])('of an access key spelt %j', (id) => {
    expect(entityOf(resource('AwsIamAccessKey', id), finding())).toEqual({
      type: 'AwsIamAccessKey',
      key: 'AwsIamAccessKey:::AKIAEXAMPLE',
    });
  });

  it.each([`AWS::::Account:${ACCOUNT}`, ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`])(
    'of an account spelt %j',
    (id) => {
      expect(entityOf(resource('AwsAccount', id), finding())).toEqual({
        type: 'AwsAccount',
        key: `AWS::::Account:${ACCOUNT}`,
        account: ACCOUNT,
      });
    },
  );

  it.each([FUNCTION, `${FUNCTION}:7`, `${FUNCTION}:PROD`, `${FUNCTION}:$LATEST`, 'pay', 'pay:7'])(
    'of a function spelt %j',
    (id) => expect(keyOf('AwsLambdaFunction', id)).toBe(FUNCTION),
  );

  it('keeps an account written with another type an account', () => {
    expect(keyOf('Other', `AWS::::Account:${ACCOUNT}`)).toBe(`AWS::::Account:${ACCOUNT}`);
  });

  it('takes the CloudFormation name of a type for the ASFF name', () => {
    expect(keyOf('AWS::EC2::Instance', 'i-0abc')).toBe(INSTANCE);
  });
});

describe('entityOf: the type follows from the ARN', () => {
  const regional = `eu-west-1:${ACCOUNT}`;
  it.each([
    ['AwsEc2SecurityGroup', `arn:aws:ec2:${regional}:security-group/sg-1`],
    ['AwsEc2NetworkInterface', `arn:aws:ec2:${regional}:network-interface/eni-1`],
    ['AwsEc2Volume', `arn:aws:ec2:${regional}:volume/vol-1`],
    ['AwsEc2Vpc', `arn:aws:ec2:${regional}:vpc/vpc-1`],
    ['AwsEc2Subnet', `arn:aws:ec2:${regional}:subnet/subnet-1`],
    ['AwsEc2VpcEndpointService', `arn:aws:ec2:${regional}:vpc-endpoint-service/vpce-svc-1`],
    ['AwsEc2Image', 'arn:aws:ec2:eu-west-1::image/ami-1'],
    ['AwsEc2Instance', `arn:aws:ec2:${regional}:instance/GeneratedFindingInstanceId`],
    ['AwsIamUser', `arn:aws:iam::${ACCOUNT}:user/team/alice`],
    ['AwsIamRole', `arn:aws:iam::${ACCOUNT}:role/service-role/worker`],
    ['AwsIamPolicy', 'arn:aws:iam::aws:policy/AdministratorAccess'],
    ['AwsStsAssumedRoleSession', `arn:aws:sts::${ACCOUNT}:assumed-role/worker/session-1`],
    ['AwsRdsDbInstance', `arn:aws:rds:${regional}:db:orders`],
    ['AwsRdsDbCluster', `arn:aws:rds:${regional}:cluster:orders`],
    ['AwsRdsDbClusterSnapshot', `arn:aws:rds:${regional}:cluster-snapshot:rds:orders-1`],
    ['AwsEksCluster', `arn:aws:eks:${regional}:cluster/main`],
    ['AwsEcsTask', `arn:aws:ecs:${regional}:task/main/0123`],
    ['AwsEcrContainerImage', `arn:aws:ecr:${regional}:repository/team/web/sha256:00ff`],
    ['AwsEcrRepository', `arn:aws:ecr:${regional}:repository/team/web`],
    ['AwsKmsKey', `arn:aws:kms:${regional}:key/0123`],
    ['AwsSecretsManagerSecret', `arn:aws:secretsmanager:${regional}:secret:db-AbCdEf`],
    ['AwsSqsQueue', `arn:aws:sqs:${regional}:jobs`],
    ['AwsSnsTopic', `arn:aws:sns:${regional}:alerts`],
    ['AwsDynamoDbTable', `arn:aws:dynamodb:${regional}:table/orders`],
    ['AwsCloudTrailTrail', `arn:aws:cloudtrail:${regional}:trail/main`],
    ['AwsElbv2LoadBalancer', `arn:aws:elasticloadbalancing:${regional}:loadbalancer/app/web/0123`],
    ['AwsElbLoadBalancer', `arn:aws:elasticloadbalancing:${regional}:loadbalancer/web`],
    ['AwsS3AccessPoint', `arn:aws:s3:${regional}:accesspoint/reports`],
    [
      'AwsAutoScalingAutoScalingGroup',
      `arn:aws:autoscaling:${regional}:autoScalingGroup:0123:autoScalingGroupName/web`,
    ],
  ])('%s, whatever the resource claims', (type, id) => {
    const entity = entityOf(resource('AwsAccount', id), finding());
    expect(entity).toMatchObject({ type, key: id });
    expect(entity).toEqual(entityOf(resource('Other', id), finding()));
  });

  it.each([
    ['AwsApiGatewayStage', 'AwsApiGatewayStage', 'arn:aws:apigateway:eu-west-1::/restapis/1/stages/prod'],
    ['AwsSnsSubscription', 'AwsSnsSubscription', `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts:0123`],
    ['Other', undefined, 'arn:aws:unheard:eu-west-1:111122223333:of/it'],
    ['Other', 'AwsAccount', 'arn:aws:unheard:eu-west-1:111122223333:of/it'],
  ])('%s where the ARN does not tell and the resource says %s', (type, claimed, id) => {
    expect(entityOf(resource(claimed, id), finding())).toMatchObject({ type, key: id });
  });

  it.each([
    [`arn:aws:ec2:eu-west-1:${ACCOUNT}:image/ami-1`, 'arn:aws:ec2:eu-west-1::image/ami-1'],
    [`arn:aws:iam:us-east-1:${ACCOUNT}:role/worker`, `arn:aws:iam::${ACCOUNT}:role/worker`],
    [
      `arn:aws:ec2:eu-west-1:${ACCOUNT}:eip-allocation/eipalloc-1`,
      `arn:aws:ec2:eu-west-1:${ACCOUNT}:elastic-ip/eipalloc-1`,
    ],
  ])('with the parts that AWS writes: %s is %s', (id, key) => expect(keyOf('Other', id)).toBe(key));
});

describe('entityOf: what the id leaves out', () => {
  it.each([
    [
      'the resource, before the finding',
      { Region: 'us-east-2' },
      {},
      `arn:aws:ec2:us-east-2:${ACCOUNT}:instance/i-0abc`,
    ],
    ['the finding, where the resource has no Region', { Region: null }, {}, INSTANCE],
    [
      'the Partition of the resource',
      { Partition: 'aws-us-gov' },
      {},
      `arn:aws-us-gov:ec2:eu-west-1:${ACCOUNT}:instance/i-0abc`,
    ],
    [
      'the Region, where there is no Partition',
      { Partition: null, Region: 'cn-north-1' },
      {},
      `arn:aws-cn:ec2:cn-north-1:${ACCOUNT}:instance/i-0abc`,
    ],
    [
      'a us-gov Region',
      { Partition: 7, Region: 'us-gov-west-1' },
      {},
      `arn:aws-us-gov:ec2:us-gov-west-1:${ACCOUNT}:instance/i-0abc`,
    ],
    ['nothing else than aws', { Partition: 'a:b' }, {}, INSTANCE],
    ['no account that is not 12 digits', {}, { AwsAccountId: '1234567' }, 'AwsEc2Instance::eu-west-1:i-0abc'],
    ['no account at all', {}, { AwsAccountId: null }, 'AwsEc2Instance::eu-west-1:i-0abc'],
    ['no Region at all', { Region: null }, { Region: 'EU west' }, `AwsEc2Instance:${ACCOUNT}::i-0abc`],
    [
      'never the account of Macie',
      {},
      { ProductArn: `${PRODUCT}/macie` },
      'AwsEc2Instance::eu-west-1:i-0abc',
    ],
    [
      'never the account of Access Analyzer',
      {},
      { ProductArn: `${PRODUCT}/access-analyzer` },
      'AwsEc2Instance::eu-west-1:i-0abc',
    ],
    ['the account of Patch Manager', {}, { ProductArn: `${PRODUCT}/ssm-patch-manager` }, INSTANCE],
    ['the account of Security Hub', {}, { ProductArn: `${PRODUCT}/securityhub` }, INSTANCE],
    ['the account of Config', {}, { ProductArn: `${PRODUCT}/config` }, INSTANCE],
  ])('comes from %s', (_, more, inFinding, key) => {
    expect(keyOf('AwsEc2Instance', 'i-0abc', more, inFinding)).toBe(key);
  });

  it.each([
    ['AwsS3Bucket', 'logs', 'arn:aws-cn:s3:::logs'],
    ['AwsEc2SecurityGroup', 'sg-1', `arn:aws-cn:ec2:cn-north-1:${ACCOUNT}:security-group/sg-1`],
    ['AwsEc2Vpc', 'vpc-1', `arn:aws-cn:ec2:cn-north-1:${ACCOUNT}:vpc/vpc-1`],
    ['AwsIamUser', 'alice', `arn:aws-cn:iam::${ACCOUNT}:user/alice`],
    ['AwsRdsDbInstance', 'orders', `arn:aws-cn:rds:cn-north-1:${ACCOUNT}:db:orders`],
  ])('is filled for a bare %s', (type, id, key) => {
    expect(keyOf(type, id, { Partition: null, Region: 'cn-north-1' })).toBe(key);
  });

  it('is not filled into another account than the ARN says', () => {
    const id = 'arn:aws:ec2:eu-west-1:444455556666:instance/i-0abc';
    expect(entityOf(resource('AwsEc2Instance', id), finding())).toMatchObject({
      key: id,
      account: '444455556666',
    });
  });

  it('gives an ARN with an impossible account no owner', () => {
    const id = 'arn:aws:ec2:eu-west-1:1234567891234:instance/i-0abc';
    expect(entityOf(resource('AwsEc2Instance', id), finding())).toEqual({
      type: 'AwsEc2Instance',
      key: id,
      region: 'eu-west-1',
    });
  });

  it('does not depend on which spelling was seen first', () => {
    const id = 'arn:aws:ec2:eu-west-1::instance/i-0first';
    expect(keyOf('AwsEc2Instance', id)).toContain(ACCOUNT);
    expect(keyOf('AwsEc2Instance', id, {}, { AwsAccountId: '444455556666' })).toContain('444455556666');
  });
});

describe('entityOf: without an ARN', () => {
  it.each([
    ['Other', 'deploy.sh', `Other:${ACCOUNT}:eu-west-1:deploy.sh`],
    [undefined, 'deploy.sh', `Other:${ACCOUNT}:eu-west-1:deploy.sh`],
    [
      'Container',
      'images/alpine.tar.gz (alpine 3.10.2)',
      `Container:${ACCOUNT}:eu-west-1:images/alpine.tar.gz (alpine 3.10.2)`,
    ],
    ['AwsIamPasswordPolicy', 'password_policy', `AwsIamPasswordPolicy:${ACCOUNT}::password_policy`],
    ['AwsS3Bucket', 'No trails', 'AwsS3Bucket:::No trails'],
    ['AwsS3Bucket', ACCOUNT, `AwsS3Bucket:::${ACCOUNT}`],
    ['AwsCloudTrailTrail', 'No trails', `AwsCloudTrailTrail:${ACCOUNT}:eu-west-1:No trails`],
    ['AwsGlue', ACCOUNT, `AwsGlue:${ACCOUNT}:eu-west-1:${ACCOUNT}`],
    ['__proto__', 'constructor', `__proto__:${ACCOUNT}:eu-west-1:constructor`],
  ])('%s %j', (type, id, key) => expect(keyOf(type, id)).toBe(key));
});

describe('entityOf: names nothing', () => {
  it.each([
    ['AwsEc2Instance', null],
    ['AwsEc2Instance', undefined],
    ['AwsEc2Instance', 'null'],
    ['AwsEc2Instance', ''],
    ['AwsEc2Instance', '  '],
    ['AwsEc2Instance', 7],
    ['AwsEc2Instance', ['i-0abc']],
    ['AwsEc2Instance', { toString: 'i-0abc' }],
    ['AwsEc2Instance', `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/null`],
    ['AwsEc2Instance', `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/`],
    ['AwsEc2Instance', `arn:aws:ec2:eu-west-1:${ACCOUNT}:null`],
    ['AwsS3Bucket', 'arn:aws:s3:::null'],
    ['AwsIamAccessKey', 'AWS::IAM::AccessKey:null'],
    ['AwsIamAccessKey', 'AWS::IAM::AccessKey:'],
    ['AwsIamAccessKey', 'null'],
    ['AwsAccount', 'AWS::::Account:1234567'],
    ['AwsAccount', 'AWS::::Account:'],
    ['AwsAccount', 'No account'],
    ['Other', 'x'.repeat(100_000)],
    ['AwsEc2Instance', `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/${'/:'.repeat(50_000)}`],
  ])('%s %.60j', (type, id) => expect(entityOf(resource(type, id), finding())).toBeUndefined());

  it('up to the longest id and no further', () => {
    const prefix = 'arn:aws:s3:::b/';
    const longest = prefix + 'k'.repeat(RESOURCE_ID_LENGTH_MAX - prefix.length);
    expect(keyOf('AwsS3Object', longest)).toBe(longest);
    expect(keyOf('AwsS3Object', `${longest}k`)).toBeUndefined();
  });

  it.each([null, 7, 'i-0abc', [], ['i-0abc'], {}])('resource %j', (value) => {
    expect(entityOf(value, finding())).toBeUndefined();
  });

  it('keeps its answers when more ids pass than it remembers', () => {
    for (let n = 0; n < 10_000; n += 1) entityOf(resource('AwsS3Bucket', `arn:aws:s3:::b${n}`), finding());
    expect(keyOf('AwsS3Bucket', 'arn:aws:s3:::b1')).toBe('arn:aws:s3:::b1');
  });
});
