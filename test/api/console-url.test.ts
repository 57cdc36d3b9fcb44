import { describe, expect, it } from 'vitest';
import { consoleUrlOfEntity, consoleUrlOfFinding } from '../../src/api/console-url.ts';

describe('consoleUrlOfEntity', () => {
  it.each([
    [
      'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc',
      'https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0abc',
    ],
    [
      'arn:aws-cn:ec2:cn-north-1:111122223333:security-group/sg-0abc',
      'https://cn-north-1.console.amazonaws.cn/ec2/home?region=cn-north-1#SecurityGroup:groupId=sg-0abc',
    ],
    ['arn:aws:s3:::payroll-exports', 'https://console.aws.amazon.com/s3/buckets/payroll-exports'],
    [
      'arn:aws-us-gov:iam::111122223333:role/service-role/app',
      'https://console.amazonaws-us-gov.com/iam/home?#/roles/app',
    ],
    ['arn:aws:iam::111122223333:user/ada', 'https://console.aws.amazon.com/iam/home?#/users/ada'],
    [
      'arn:aws:lambda:eu-west-1:111122223333:function:send',
      'https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/send',
    ],
    [
      'arn:aws:rds:eu-west-1:111122223333:db:orders',
      'https://eu-west-1.console.aws.amazon.com/rds/home?region=eu-west-1#database:id=orders',
    ],
    [
      'arn:aws:rds:eu-west-1:111122223333:cluster:orders',
      'https://eu-west-1.console.aws.amazon.com/rds/home?region=eu-west-1#database:id=orders;is-cluster=true',
    ],
    [
      'arn:aws:eks:eu-west-1:111122223333:cluster/web',
      'https://eu-west-1.console.aws.amazon.com/eks/home?region=eu-west-1#/clusters/web',
    ],
    [
      'arn:aws:ecs:eu-west-1:111122223333:cluster/web',
      'https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/web?region=eu-west-1',
    ],
    [
      'arn:aws:ecs:eu-west-1:111122223333:task/web/0a1b',
      'https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/web/tasks/0a1b?region=eu-west-1',
    ],
    [
      `arn:aws:ec2:eu-west-1:111122223333:instance/i-"><'()*#?&`,
      'https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-%22%3E%3C%27%28%29%2A%23%3F%26',
    ],
  ])('%s', (key, url) => {
    expect(consoleUrlOfEntity(key)).toBe(url);
  });

  it.each([
    ['no ARN', 'AwsIamAccessKey:::AKIA0'],
    ['an account', 'AWS::::Account:111122223333'],
    ['another partition', 'arn:aws-iso:ec2:us-iso-east-1:111122223333:instance/i-0abc'],
    ['a partition that is a member of every object', 'arn:constructor:s3:::bucket'],
    ['a service that is a member of every object', 'arn:aws:constructor:eu-west-1:111122223333:x'],
    ['a Region that is another host', 'arn:aws:ec2:evil.example/:111122223333:instance/i-0abc'],
    ['a Region that is missing', 'arn:aws:ec2::111122223333:instance/i-0abc'],
    ['an object of a bucket', 'arn:aws:s3:::bucket/key'],
    ['steps in a path', 'arn:aws:s3:::..'],
    ['an unknown kind', 'arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/fl-1'],
    ['a version of a function', 'arn:aws:lambda:eu-west-1:111122223333:function:send:7'],
    ['no name', 'arn:aws:iam::111122223333:role/'],
  ])('has nothing for %s', (_, key) => {
    expect(consoleUrlOfEntity(key)).toBeUndefined();
  });
});

describe('consoleUrlOfFinding', () => {
  const productArn = 'arn:aws:securityhub:eu-west-1::product/aws/guardduty';

  it('filters on the Id, encoded twice', () => {
    const url = consoleUrlOfFinding({ productArn, id: 'arn:aws:x/1&2' }) ?? '';
    expect(url).toBe(
      'https://eu-west-1.console.aws.amazon.com/securityhub/home?region=eu-west-1#/findings?search=' +
        'Id%3D%255Coperator%255C%253AEQUALS%255C%253Aarn%253Aaws%253Ax%252F1%25262',
    );
  });

  it('takes half a character, and no Region that is another host', () => {
    expect(consoleUrlOfFinding({ productArn, id: '\ud800' })).toContain('%25EF%25BF%25BD');
    expect(
      consoleUrlOfFinding({ productArn: 'arn:aws:securityhub:a.b::product/x/y', id: '1' }),
    ).toBeUndefined();
    expect(consoleUrlOfFinding({ productArn: 'not an ARN', id: '1' })).toBeUndefined();
  });
});
