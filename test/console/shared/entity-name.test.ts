import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityName } from '../../../console/shared/entity-name.ts';

describe('entityName', () => {
  it.each([
    ['arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc', 'i-0abc'],
    ['arn:aws:iam::111122223333:role/team/deploy', 'team/deploy'],
    ['arn:aws:lambda:eu-west-1:111122223333:function:orders', 'orders'],
    ['arn:aws:sns:eu-west-1:111122223333:alarms', 'alarms'],
    ['arn:aws:s3:::bucket', 'bucket'],
    ['arn:aws:s3:::bucket/a/b:c', 'bucket/a/b:c'],
    ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/x', '/aws/lambda/x'],
    ['AwsIamAccessKey:::AKIAEXAMPLE', 'AKIAEXAMPLE'],
    ['AwsEcsTask:111122223333:eu-west-1:a:b', 'a:b'],
    ['AWS::::Account:111122223333', '111122223333'],
    ['arn:aws', 'arn:aws'],
    ['something', 'something'],
  ])('of %s is %s', (id, name) => {
    expect(entityName({ id })).toBe(name);
  });

  it('is a part of the key, and never empty where the key is not', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ minLength: 1 }),
          fc.string().map((text) => `arn:${text}`),
        ),
        (id) => {
          const name = entityName({ id });
          expect(name).not.toBe('');
          expect(id).toContain(name);
        },
      ),
    );
  });
});
